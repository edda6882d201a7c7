/** Where the change sits: segments of any combination of dimensions, each at the metric where it starts. */
import type { WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { LocatedRow } from "./LocatedRow";
import { texts } from "./texts";
import styles from "./LocatedCard.module.css";

export function LocatedCard({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { located } = why;
  if (!located) return null;
  const { rows, residual } = located;
  return (
    <Card title={told("why.located")} note={told("why.located.note")} name="located">
      {located.reason && <p className={styles.quiet}>{told("why.located.none", { reason: say(located.reason) })}</p>}
      {rows.length > 0 && (
        <ul className={styles.rows}>
          {rows.map((row, index) => (
            <LocatedRow key={index} row={row} />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        {located.left > 0 && <p>{told("why.located.left", { count: located.left })}</p>}
        {residual !== null && (
          <p>
            {told("why.located.residual", {
              metric: say(why.label),
              amount: numbers.signed(residual, why.unit) || "0",
            })}
          </p>
        )}
        {located.left_out.map((row, index) => (
          <p key={index}>
            {told("why.located.out", {
              metric: say(row.metric.label),
              dimensions: say(row.dimensions),
              reason: say(row.reason),
            })}
          </p>
        ))}
      </div>
    </Card>
  );
}
