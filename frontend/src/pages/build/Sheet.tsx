/** A section of the form: fields in two columns under a heading. */
import type { ReactNode } from "react";
import { Card } from "@/components/Card";
import styles from "./Sheet.module.css";

export function Sheet({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Card title={title} note={note}>
      <div className={styles.fields}>{children}</div>
    </Card>
  );
}
