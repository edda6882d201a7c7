/** What shapes and lines mean, and in whose unit contributions are. */
import type { Status, TreePage } from "@/api/types";
import { STATUSES, StatusMark, statusText } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Legend.module.css";

export interface LegendProps {
  page: TreePage;
  seen: ReadonlySet<Status>;
}

export function Legend({ page, seen }: LegendProps) {
  const { t, say } = useSpeech();
  const tx = useTexts(texts);
  const { versus } = page;
  return (
    <ul className={styles.legend} aria-label={tx("legend")}>
      {page.slice !== null && <li>{tx("slice.note")}</li>}
      {page.slice === null &&
        STATUSES.filter((status) => seen.has(status)).map((status) => (
          <li key={status}>
            <StatusMark status={status} silent />
            {t(statusText(status))}
          </li>
        ))}
      <li>
        <i className={styles.line} aria-hidden="true" />
        {tx("legend.identity")}
      </li>
      <li>
        <i className={styles.line} data-kind="influence" aria-hidden="true" />
        {tx("legend.influence")}
      </li>
      {page.cards.some((card) => card.draft) && (
        <li>
          <i className={styles.box} aria-hidden="true" />
          {tx("legend.draft")}
        </li>
      )}
      {versus && <li>{`▲▼ ${t("versus", { period: say(versus.short) })}`}</li>}
    </ul>
  );
}
