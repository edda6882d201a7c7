/** What shapes and lines mean. */
import type { PeriodName, Status } from "@/api/types";
import { STATUSES, StatusMark, statusText } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import styles from "./Legend.module.css";

export function Legend({ seen, versus }: { seen: ReadonlySet<Status>; versus: PeriodName | null }) {
  const { t, say } = useSpeech();
  return (
    <ul className={styles.legend} aria-label={t("tree.legend")}>
      {STATUSES.filter((status) => seen.has(status)).map((status) => (
        <li key={status}>
          <StatusMark status={status} silent />
          {t(statusText(status))}
        </li>
      ))}
      <li>
        <i className={styles.line} aria-hidden="true" />
        {t("tree.legend.identity")}
      </li>
      <li>
        <i className={styles.line} data-kind="influence" aria-hidden="true" />
        {t("tree.legend.influence")}
      </li>
      {versus && <li>{`▲▼ ${t("versus", { period: say(versus.short) })}`}</li>}
    </ul>
  );
}
