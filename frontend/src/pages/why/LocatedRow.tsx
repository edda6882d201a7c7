/** One segment that stands out: its values as chips, the metric where it starts, what it added, and how sure that is. */
import type { LocatedRow as Located } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Reach } from "./Reach";
import { WhyLink } from "./WhyLink";
import { texts } from "./texts";
import styles from "./LocatedRow.module.css";

export function LocatedRow({ row }: { row: Located }) {
  const { say, t } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const signed = (amount: number): string => numbers.signed(amount, row.unit) || "0";
  const ends = [row.before, row.after].map((value) => (value === null ? "–" : numbers.table(value, row.unit)));
  return (
    <li className={styles.row} data-located={row.metric.metric}>
      <ul className={styles.chips}>
        {row.segment.map((part, index) => (
          <li key={index}>
            <small>{say(part.dimension)}</small> {part.value ?? t("panel.segments.null")}
          </li>
        ))}
      </ul>
      <p className={styles.metric}>
        <WhyLink metric={row.metric.metric} label={row.metric.label} />
        <span className="number">{ends.join(" → ")}</span>
      </p>
      <div className={styles.amount}>
        {row.contribution === null ? (
          row.reason && <p className={styles.words}>{told("why.located.apart", { reason: say(row.reason) })}</p>
        ) : (
          <>
            <Reach reach={row.reach} amount={row.contribution} tone={row.tone} />
            <strong className="number" data-tone={row.tone}>
              {signed(row.contribution)}
            </strong>
          </>
        )}
      </div>
      <p className={styles.words}>
        {row.excess !== null && <span>{told("why.located.beyond", { excess: signed(row.excess) })}</span>}
        {row.within !== null && row.mix !== null && (
          <span>{told("why.located.rate", { within: signed(row.within), mix: signed(row.mix) })}</span>
        )}
        <span>{say(row.sure)}</span>
      </p>
    </li>
  );
}
