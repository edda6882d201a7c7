/** What stays unexplained at a metric, as a row of the list. */
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Pill } from "./Pill";
import type { Row } from "./shown";
import { texts } from "./texts";
import styles from "./TreeRow.module.css";

const INDENT = 12;

export function RestRow({ row, unit }: { row: Row; unit: Unit }) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  if (!row.rest) return null;
  const { contribution, share, reason } = row.rest;
  return (
    <li className={styles.item} style={{ paddingLeft: row.depth * INDENT }}>
      <span className={`${styles.fold} no-print`} />
      <div className={styles.row} data-row={row.id} data-draft="true">
        <span className={styles.name}>{tx("unexplained")}</span>
        <span className={styles.owner}>{say(reason)}</span>
        <span className={styles.change} data-mode="contribution">
          {contribution !== null && <Pill amount={contribution} unit={unit} tone="neutral" share={share} />}
        </span>
      </div>
    </li>
  );
}
