/** A field with its name above it, and below it what is said of it. */
import { useId, type ReactNode } from "react";
import { FieldNotes } from "./FieldNotes";
import { useNotes } from "../editing";
import styles from "./fields.module.css";

/** What the control itself must be given. */
export interface Wired {
  "id": string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

export interface FieldProps {
  at: string; // as notes name it
  label: string;
  hint?: string;
  wide?: boolean;
  children: (wired: Wired) => ReactNode;
}

export function Field({ at, label, hint, wide = false, children }: FieldProps) {
  const id = useId();
  const notes = useNotes(at);
  const described = notes.length > 0 || hint !== undefined;
  const invalid = notes.some((note) => note.severity === "error" && !note.missing);
  return (
    <div className={styles.field} data-field={at} data-wide={wide}>
      <label htmlFor={id}>{label}</label>
      {children({
        "id": id,
        "aria-describedby": described ? `${id}-notes` : undefined,
        "aria-invalid": invalid || undefined,
      })}
      {described && (
        <div id={`${id}-notes`}>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
          <FieldNotes notes={notes} />
        </div>
      )}
    </div>
  );
}

/** Several controls under one name. */
export function FieldGroup({
  at,
  label,
  hint,
  children,
}: Omit<FieldProps, "children" | "wide"> & { children: ReactNode }) {
  const notes = useNotes(at);
  return (
    <fieldset className={styles.group} data-field={at}>
      <legend>{label}</legend>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
      <FieldNotes notes={notes} />
    </fieldset>
  );
}
