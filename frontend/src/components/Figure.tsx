/** A reading as a number, or the words that stand in its place. Shift-click copies the exact value. */
import type { MouseEvent } from "react";
import type { Reading } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { tell } from "./Toast";
import styles from "./Figure.module.css";

export interface FigureProps {
  reading: Reading;
  unit: Unit;
  format?: "big" | "table";
}

export function Figure({ reading, unit, format = "big" }: FigureProps) {
  const { t, say } = useSpeech();
  const numbers = useNumbers();
  const { value } = reading;
  if (value === null) {
    const words = t(reading.gap === "not_applicable" ? "gap.not_applicable" : "gap.no_data");
    return (
      <span className={styles.gap} title={reading.reason ? say(reading.reason) : undefined}>
        {words}
      </span>
    );
  }
  const copy = (event: MouseEvent): void => {
    if (!event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const exact = numbers.exact(value);
    void navigator.clipboard.writeText(exact).then(() => tell(t("copy.done", { value: exact })));
  };
  // The click is a shortcut: the exact value stands in the tooltip, for whoever has no mouse.
  return (
    <span
      className="number"
      title={`${numbers.tooltip(value, unit)}\n${t("copy.hint")}`}
      onClickCapture={copy}
      role="presentation"
    >
      {numbers[format](value, unit)}
    </span>
  );
}
