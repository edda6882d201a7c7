/** What a column is compared with: typed, with the real values of the data to choose from. */
import { useId, useState, type KeyboardEvent } from "react";
import type { ColumnPart } from "@/api/types";
import { Icon } from "@/components/Icon";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useValues } from "../building";
import { texts } from "./texts";
import styles from "./ValueBox.module.css";

export interface ValueBoxProps {
  model: string | null;
  column: string;
  kind: ColumnPart["kind"];
  several: boolean;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

export function ValueBox({ model, column, kind, several, values, onChange }: ValueBoxProps) {
  const own = useTexts(texts);
  const list = useId();
  const [typed, setTyped] = useState("");
  const [looking, setLooking] = useState(false);
  const shown = several ? typed : (values[0] ?? "");
  const suggests = model !== null && kind !== "time";
  const found = useValues(model, column, shown, suggests && looking)?.values ?? [];

  const add = (value: string): void => {
    if (value.trim() !== "" && !values.includes(value.trim())) onChange([...values, value.trim()]);
    setTyped("");
  };
  const write = (value: string): void => {
    if (!several) return onChange(value === "" ? [] : [value]);
    // A value that was picked from the list is whole.
    if (found.some((each) => each.value === value)) return add(value);
    return setTyped(value);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && several) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && several && typed === "" && values.length > 0) onChange(values.slice(0, -1));
  };

  return (
    <div className={styles.box}>
      {several &&
        values.map((value) => (
          <span key={value} className={styles.chip}>
            {value}
            <button
              type="button"
              aria-label={own("value.remove", { value })}
              onClick={() => onChange(values.filter((each) => each !== value))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      <input
        aria-label={own("condition.value")}
        value={shown}
        list={suggests ? list : undefined}
        placeholder={own(several ? "value.several" : kind === "time" ? "value.day" : "value.one")}
        inputMode={kind === "number" ? "decimal" : undefined}
        autoComplete="off"
        onFocus={() => setLooking(true)}
        onBlur={() => several && add(typed)}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKey}
      />
      {suggests && <Suggestions id={list} found={found.filter((each) => !several || !values.includes(each.value))} />}
    </div>
  );
}

function Suggestions({ id, found }: { id: string; found: readonly { value: string; rows: number }[] }) {
  const own = useTexts(texts);
  const numbers = useNumbers();
  return (
    <datalist id={id}>
      {found.map((each) => (
        <option key={each.value} value={each.value}>
          {own("value.rows", { rows: numbers.big(each.rows, null) })}
        </option>
      ))}
    </datalist>
  );
}
