/** One guardrail: how it stands, since when, what was traded, and who owns either side. */
import type { GuardrailRow, Status } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Named } from "./Named";
import { TradeText } from "./TradeText";
import { texts } from "./texts";
import styles from "./GuardPage.module.css";

const MARKS: Record<GuardrailRow["status"], Status> = { quiet: "ok", firing: "off", undetermined: "unknown" };

export function GuardrailItem({ row }: { row: GuardrailRow }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const owners = [row.metric.owner?.name, row.watches.owner?.name];
  return (
    <li className={styles.item} data-status={row.status}>
      <p className={styles.head}>
        <StatusMark status={MARKS[row.status]} silent />
        <span className={styles.status}>{told(`guard.status.${row.status}`)}</span>
        <Named metric={row.metric} />
        <small>{told("guard.watches", { metric: say(row.watches.label) })}</small>
        {row.since && <small>{told("guard.since", { period: say(row.since.name) })}</small>}
      </p>
      {row.trade && <TradeText trade={row.trade} />}
      {row.reason && <p className={styles.text}>{say(row.reason)}</p>}
      <p className={styles.foot}>
        {say(row.rule)}
        {owners.every(Boolean) && ` · ${told("guard.owners", { guarding: owners[0] ?? "", pushing: owners[1] ?? "" })}`}
      </p>
    </li>
  );
}
