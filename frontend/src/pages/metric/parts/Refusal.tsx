/** What the server refused, and what it says to do about it, where it was asked. */
import type { ProblemError } from "@/api/client";
import { useSpeech } from "@/i18n";
import styles from "./Explorer.module.css";

export function Refusal({ error }: { error: ProblemError }) {
  const { t } = useSpeech();
  return (
    <p className={styles.refusal} role="alert">
      <b>{error.problem?.detail ?? t("error.network")}</b>
      {error.problem?.hint && <span>{error.problem.hint}</span>}
    </p>
  );
}
