/** One list of periods to choose from. */
import { useEffect, useRef } from "react";
import type { PeriodName } from "@/api/types";
import { useSpeech } from "@/i18n";
import styles from "./PeriodColumn.module.css";

export interface PeriodColumnProps {
  name: string;
  title: string;
  periods: PeriodName[];
  chosen: string | undefined;
  first: string; // a choice before all periods, whose value is ""
  onChoose: (start: string) => void;
}

export function PeriodColumn({ name, title, periods, chosen, first, onChoose }: PeriodColumnProps) {
  const { t, say } = useSpeech();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("input:checked")?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <fieldset className={styles.column}>
      <legend>{title}</legend>
      <div ref={list} className={styles.list}>
        <label className={styles.row}>
          <input type="radio" name={name} checked={chosen === ""} onChange={() => onChoose("")} />
          <span>{first}</span>
        </label>
        {periods.map((period) => (
          <label key={period.start} className={styles.row}>
            <input type="radio" name={name} checked={chosen === period.start} onChange={() => onChoose(period.start)} />
            <span>{say(period.name)}</span>
            <small>{period.complete ? period.days && say(period.days) : t("period.partial.short")}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
