/** Whether the value lies where it was to be expected. */
import type { WhyPage } from "@/api/types";
import { RangeStrip } from "@/components/RangeStrip";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Judged.module.css";

export interface JudgedProps {
  expected: WhyPage["expected"];
  value: number | null;
  unit: Unit;
}

export function Judged({ expected, value, unit }: JudgedProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { low, high, verdict, reason } = expected;
  if (low === null || high === null || (verdict !== "moved" && verdict !== "noise"))
    return reason && <p className={styles.words}>{told("why.expected.none", { reason: say(reason) })}</p>;
  const range = { low: numbers.table(low, unit), high: numbers.table(high, unit) };
  return (
    <div className={styles.judged} data-verdict={verdict}>
      {value !== null && <RangeStrip low={low} high={high} value={value} outside={verdict === "moved"} />}
      <p className={styles.words}>{told(`why.expected.${verdict}`, range)}</p>
    </div>
  );
}
