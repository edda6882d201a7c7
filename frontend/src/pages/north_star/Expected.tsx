/** Whether the value is more than noise. */
import type { ExpectedPart } from "@/api/types";
import { RangeStrip } from "@/components/RangeStrip";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Expected.module.css";

export interface ExpectedProps {
  expected: ExpectedPart;
  value: number | null;
  unit: Unit;
}

export function Expected({ expected, value, unit }: ExpectedProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { low, high, verdict, reason } = expected;
  if (verdict === "undetermined" || low === null || high === null) {
    return reason && <p className={styles.words}>{told("star.expected.none", { reason: say(reason) })}</p>;
  }
  const ends = { low: numbers.table(low, unit), high: numbers.table(high, unit) };
  return (
    <div className={styles.expected} data-verdict={verdict}>
      {value !== null && <RangeStrip low={low} high={high} value={value} outside={verdict === "moved"} />}
      <p className={styles.words}>{told(`star.expected.${verdict}`, ends)}</p>
    </div>
  );
}
