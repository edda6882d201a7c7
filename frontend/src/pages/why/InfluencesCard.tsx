/** Drivers whose effect is estimated: what each may have added, with its interval, and what that rests on. */
import type { CSSProperties } from "react";
import type { InfluenceRow, Influences } from "@/api/types";
import { Card } from "@/components/Card";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { WhyLink } from "./WhyLink";
import { texts } from "./texts";
import styles from "./InfluencesCard.module.css";

export function InfluencesCard({ influences, unit }: { influences: Influences; unit: Unit }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  return (
    <Card title={told("why.influences")} note={told("why.influences.note")} name="influences">
      <ul className={styles.influences}>
        {influences.rows.map((row) => (
          <li key={`${row.parent} ${row.metric}`} data-influence={row.metric} data-known={row.contribution !== null}>
            <p className={styles.head}>
              <span>
                <WhyLink metric={row.metric} label={row.label} />{" "}
                <small>{told("why.influences.on", { metric: say(row.parent_label) })}</small>
              </span>
              <Contribution row={row} unit={unit} />
            </p>
            {row.span && <IntervalBar row={row} unit={unit} />}
            <Basis row={row} />
          </li>
        ))}
        {influences.rests.map(({ parent, parent_label, amount }) => (
          <li key={parent} className={styles.head} data-rest={parent}>
            <span className={styles.quiet}>{told("why.influences.rest", { metric: say(parent_label) })}</span>
            <span className={`${styles.amount} number`}>{numbers.signed(amount, unit) || "0"}</span>
          </li>
        ))}
      </ul>
      {influences.together && <p className={styles.foot}>{say(influences.together)}</p>}
    </Card>
  );
}

function Contribution({ row: { contribution, low, high }, unit }: { row: InfluenceRow; unit: Unit }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  if (contribution === null) return <span className={styles.quiet}>–</span>;
  const [from, to] = [low ?? contribution, high ?? contribution].map((end) => numbers.signed(end, unit) || "0");
  return (
    <span className={`${styles.amount} number`}>
      ≈ {numbers.signed(contribution, unit) || "0"}
      <small>{told("why.influences.interval", { low: from ?? "", high: to ?? "" })}</small>
    </span>
  );
}

function IntervalBar({ row: { span, contribution, low, high }, unit }: { row: InfluenceRow; unit: Unit }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  if (!span) return null;
  const [from, to, amount] = [low, high, contribution].map((end) => numbers.signed(end ?? 0, unit) || "0");
  const places = {
    "--begins": span.begins,
    "--ends": span.ends,
    "--amount": span.amount,
    "--zero": span.zero,
  } as CSSProperties;
  const label = told("why.influences.bar", { low: from ?? "", high: to ?? "", amount: amount ?? "" });
  return (
    <span className={styles.bar} style={places} role="img" aria-label={label}>
      <i className={styles.mark} />
    </span>
  );
}

function Basis({ row: { estimate, reason } }: { row: InfluenceRow }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const missing = reason && told(`why.influences.${estimate ? "none" : "no_estimate"}`, { reason: say(reason) });
  return (
    <p className={styles.basis}>
      {estimate && (
        <>
          {say(estimate.words)} <small>{say(estimate.evidence)}</small>
        </>
      )}
      {missing && <span className={styles.quiet}> {missing}</span>}
    </p>
  );
}
