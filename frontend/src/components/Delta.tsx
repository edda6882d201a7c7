/** A change: direction as an arrow and a sign, judgement as a colour. */
import type { Change } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import styles from "./Delta.module.css";

const ARROWS = { up: "M4 0l4 7H0z", down: "M4 8 0 1h8z" } as const;
const SIGNS = { up: "+", down: "−" } as const;

export function Delta({ change, unit }: { change: Change; unit: Unit }) {
  const { t } = useSpeech();
  const numbers = useNumbers();
  if (change.direction === null)
    return <span className={styles.quiet}>{t(`change.${change.gap ?? "nothing_before"}`)}</span>;
  if (change.direction === "flat") return <span className={styles.quiet}>{t("change.flat")}</span>;
  return (
    <span className={`${styles.delta} number`} data-tone={change.tone} data-direction={change.direction}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        <path fill="currentColor" d={ARROWS[change.direction]} />
      </svg>
      <span className="unseen">{SIGNS[change.direction]}</span>
      {numbers.changeSize(change, unit)}
    </span>
  );
}
