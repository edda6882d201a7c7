/** A condition, put together row by row; or written as SQL, where rows are not enough. */
import { useState } from "react";
import type { ColumnPart, Condition, ConditionRow } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { ConditionLine } from "./ConditionLine";
import { withItem } from "../editing";
import { FieldGroup } from "./Field";
import fields from "./fields.module.css";
import { texts } from "./texts";
import styles from "./ConditionRows.module.css";

export interface ConditionRowsProps {
  at: string;
  label: string;
  hint?: string;
  condition: Condition;
  columns: readonly ColumnPart[];
  model: string | null; // whose values are suggested; null: there are none
  onChange: (condition: Condition) => void;
}

const EMPTY_ROW: ConditionRow = { column: "", operator: "is", values: [] };

export function ConditionRows({ at, label, hint, condition, columns, model, onChange }: ConditionRowsProps) {
  const own = useTexts(texts);
  const [aside, setAside] = useState(""); // the SQL, while rows are looked at
  const { rows, raw } = condition;
  const toRows = (): void => {
    setAside(raw ?? "");
    onChange({ ...condition, raw: null });
  };
  const change = (place: number, row: ConditionRow | null): void =>
    onChange({ ...condition, rows: withItem(rows, place, row) });
  const first = columns.length === 1 ? (columns[0]?.name ?? "") : "";
  const begun = model === null ? { column: first, operator: "at_least", values: [] } : EMPTY_ROW;
  return (
    <FieldGroup at={at} label={label} {...(hint === undefined ? {} : { hint })}>
      {raw !== null ? (
        <textarea
          className={fields.code}
          rows={2}
          aria-label={own("condition.sql.label", { field: label })}
          placeholder={own("condition.sql.example")}
          spellCheck={false}
          value={raw}
          onChange={(event) => onChange({ ...condition, raw: event.target.value })}
        />
      ) : (
        <div className={styles.rows}>
          {rows.map((row, place) => (
            // eslint-disable-next-line react/no-array-index-key -- rows have no name but their place
            <div key={place} className={styles.line}>
              {place > 0 && (
                <button
                  type="button"
                  className={styles.join}
                  title={own("condition.join.change")}
                  aria-label={`${own(`condition.${condition.join}`)}: ${own("condition.join.change")}`}
                  onClick={() => onChange({ ...condition, join: condition.join === "and" ? "or" : "and" })}
                >
                  {own(`condition.${condition.join}`)}
                </button>
              )}
              <ConditionLine
                name={`${label} ${place + 1}`}
                row={row}
                columns={columns}
                model={model}
                onChange={(changed) => change(place, changed)}
              />
            </div>
          ))}
        </div>
      )}
      <div className={styles.deeds}>
        {raw === null && (
          <button
            type="button"
            className={controls.button}
            onClick={() => onChange({ ...condition, rows: [...rows, begun] })}
          >
            <Icon name="plus" />
            {own("condition.add")}
          </button>
        )}
        <button
          type="button"
          className={styles.switch}
          onClick={raw === null ? () => onChange({ ...condition, raw: aside }) : toRows}
        >
          {own(raw === null ? "condition.as_sql" : "condition.as_rows")}
        </button>
      </div>
    </FieldGroup>
  );
}
