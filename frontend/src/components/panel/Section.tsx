/** A part of the panel: a heading, a note beside it, and what it is about. */
import type { ReactNode } from "react";
import styles from "./Section.module.css";

export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>
        {title}
        {note && <small>{note}</small>}
      </h3>
      {children}
    </section>
  );
}
