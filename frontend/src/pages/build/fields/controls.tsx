/** Controls of the form: choices, texts, numbers. An empty one is null. */
import type { ReactNode } from "react";
import { Field, type FieldProps } from "./Field";
import styles from "./fields.module.css";

type Named = Omit<FieldProps, "children">;

export interface Option {
  value: string;
  text: string;
}

export interface PickProps extends Named {
  value: string | null;
  options: readonly Option[];
  none?: string; // what stands for no choice; without it one must be made
  onPick: (value: string | null) => void;
}

export function Pick({ value, options, none, onPick, ...named }: PickProps) {
  const unknown = value !== null && !options.some((option) => option.value === value);
  return (
    <Field {...named}>
      {(wired) => (
        <select {...wired} value={value ?? ""} onChange={(event) => onPick(event.target.value || null)}>
          {(none !== undefined || value === null) && <option value="">{none ?? "–"}</option>}
          {unknown && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface WriteProps extends Named {
  value: string;
  lang?: string;
  code?: boolean;
  lines?: boolean;
  placeholder?: string;
  list?: string; // the id of suggestions
  onWrite: (value: string) => void;
}

export function Write({ value, lang, code = false, lines = false, placeholder, list, onWrite, ...named }: WriteProps) {
  const given = { value, lang, placeholder, className: code ? styles.code : undefined, spellCheck: !code };
  return (
    <Field {...named}>
      {(wired) =>
        lines ? (
          <textarea {...wired} {...given} rows={2} onChange={(event) => onWrite(event.target.value)} />
        ) : (
          <input
            {...wired}
            {...given}
            list={list}
            autoComplete="off"
            onChange={(event) => onWrite(event.target.value)}
          />
        )
      }
    </Field>
  );
}

export interface CountProps extends Named {
  value: number | null;
  least?: number;
  step?: number | "any";
  onCount: (value: number | null) => void;
}

export function Count({ value, least, step = "any", onCount, ...named }: CountProps) {
  return (
    <Field {...named}>
      {(wired) => (
        <input
          {...wired}
          type="number"
          min={least}
          step={step}
          value={value ?? ""}
          onChange={(event) => onCount(numberIn(event.target.value))}
        />
      )}
    </Field>
  );
}

export function numberIn(text: string): number | null {
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

export function Pair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>;
}
