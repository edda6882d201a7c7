/** A field with its name above it. */
import type { ReactNode } from "react";
import styles from "./fields.module.css";

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}
