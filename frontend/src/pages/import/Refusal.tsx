/** Why something could not be done, and what to do about it, beside the thing itself. */
import type { ProblemError } from "@/api/client";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import styles from "./Refusal.module.css";

export function Refusal({ error }: { error: ProblemError }) {
  const { t } = useSpeech();
  const problem = error.problem;
  return (
    <div className={styles.refusal} role="alert">
      <Icon name="warning" />
      <div>
        <p>{problem?.detail ?? t("error.network")}</p>
        <p className={styles.hint}>{problem ? problem.hint : t("error.network.hint")}</p>
      </div>
    </div>
  );
}
