/** Why something was not written, and what to do about it. */
import type { ProblemError } from "@/api/client";
import { useSpeech } from "@/i18n";
import styles from "./ChoosePage.module.css";

export function Refused({ refusal }: { refusal: ProblemError }) {
  const { t } = useSpeech();
  const { problem } = refusal;
  return (
    <p role="alert" className={styles.refusal}>
      {problem ? `${problem.detail}${problem.hint ? ` — ${problem.hint}` : ""}` : t("error.network")}
    </p>
  );
}
