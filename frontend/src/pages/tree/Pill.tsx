/** What a driver added to the North Star's change, with its sign and, where asked for, its share. */
import type { Change } from "@/api/types";
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
}

export function Pill({ amount, unit, tone, share = null }: PillProps) {
  const tx = useTexts(texts);
  const numbers = useNumbers();
  const text = numbers.signed(amount, unit);
  return (
    <span
      className={`${styles.pill} number`}
      data-tone={tone}
      data-direction={directionOf(amount)}
      title={tx("tree.contribution", { amount: text })}
    >
      {text}
      {share !== null && <small>{numbers.part(share)}</small>}
    </span>
  );
}
