/** One outcome: whether, with which lead and how strongly it follows the North Star. */
import type { OutcomeRow, Status } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Named } from "./Named";
import { strengthText } from "./strength";
import { texts } from "./texts";
import styles from "./GuardPage.module.css";

const MARKS: Record<OutcomeRow["status"], Status> = {
  following: "ok",
  loose: "risk",
  parted: "off",
  undetermined: "unknown",
};

export function OutcomeItem({ row }: { row: OutcomeRow }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const { elasticity, low, high } = row;
  return (
    <li className={styles.item} data-status={row.status === "parted" ? "firing" : "quiet"}>
      <p className={styles.head}>
        <StatusMark status={MARKS[row.status]} silent />
        <span className={styles.status}>{told(`guard.outcome.${row.status}`)}</span>
        <Named metric={row.metric} />
        {row.since && <small>{told("guard.since", { period: say(row.since.name) })}</small>}
        {elasticity !== null && low !== null && high !== null && (
          <small>
            {told("guard.elasticity", {
              value: strengthText(elasticity),
              low: strengthText(low),
              high: strengthText(high),
            })}
          </small>
        )}
      </p>
      <p className={styles.text}>{say(row.reason)}</p>
    </li>
  );
}
