/** A part of a page on its own ground: a heading, what is said beside it, what can be done with it. */
import type { ReactNode } from "react";
import styles from "./Card.module.css";

export interface CardProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  name?: string; // by which a test finds it
  children: ReactNode;
}

export function Card({ title, note, actions, name, children }: CardProps) {
  return (
    <section className={styles.card} data-card={name}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {note && <p className={styles.note}>{note}</p>}
        {actions && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
