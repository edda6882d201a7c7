/** Which days of the compared and of the explained period an event touched, and how much it overlaps with the change. */
import type { Stretch, WhyEvent } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./TouchedDays.module.css";

export function TouchedDays({ event }: { event: WhyEvent }) {
  const told = useTexts(texts);
  const title = told("why.events.overlap", { overlap: event.overlap.toFixed(2) });
  return (
    <span className={styles.days} role="img" aria-label={title} title={title}>
      <Period stretch={event.then} />
      <Period stretch={event.now} now />
    </span>
  );
}

function Period({ stretch, now = false }: { stretch: Stretch | null; now?: boolean }) {
  return (
    <span className={styles.period} data-now={now}>
      {stretch && (
        <i
          style={{
            insetInlineStart: `${stretch.begins * 100}%`,
            inlineSize: `${(stretch.ends - stretch.begins) * 100}%`,
          }}
        />
      )}
    </span>
  );
}
