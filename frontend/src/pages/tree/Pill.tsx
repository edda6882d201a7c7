/** What a driver added to the North Star's change, with its sign and, where asked for, its share. */
import type { Change, TreeLink } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { directionOf } from "./direction";
import { texts } from "./texts";
import styles from "./Pill.module.css";

export interface PillProps {
  amount: number;
  unit: Unit;
  tone: Change["tone"];
  share?: number | null;
  interval?: Interval;
}

/** Of an estimate: the ends of its interval; null for what is exact. */
export type Interval = Pick<TreeLink, "low" | "high">;

export function Pill({ amount, unit, tone, share = null, interval }: PillProps) {
  const tx = useTexts(texts);
  const numbers = useNumbers();
  const text = numbers.signed(amount, unit);
  const told = useEstimate(interval, unit);
  return (
    <span
      className={`${styles.pill} number`}
      data-tone={tone}
      data-direction={directionOf(amount)}
      title={[tx("tree.contribution", { amount: text }), told].filter(Boolean).join("\n")}
    >
      {told && "≈ "}
      {text}
      {share !== null && <small>{numbers.part(share)}</small>}
    </span>
  );
}

/** The interval of an estimate in words; null for what is exact. */
export function useEstimate(interval: Interval | undefined, unit: Unit): string | null {
  const tx = useTexts(texts);
  const numbers = useNumbers();
  if (!interval || interval.low === null || interval.high === null) return null;
  const [low, high] = [interval.low, interval.high].map((end) => numbers.signed(end, unit) || "0");
  return tx("tree.estimate", { low: low ?? "", high: high ?? "" });
}
