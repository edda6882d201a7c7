/** How many metrics stand how: one bar, and a button a status that shows these alone. */
import type { Status } from "@/api/types";
import { StatusMark, statusText } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { texts } from "./texts";
import styles from "./StatusStrip.module.css";

export function StatusStrip({ counts }: { counts: [Status, number][] }) {
  const { t } = useSpeech();
  const told = useTexts(texts);
  const only = useSearch().status ?? [];
  const toggle = (status: Status): void => {
    const next = only.includes(status) ? only.filter((each) => each !== status) : [...only, status];
    changeSearch({ status: next }, { replace: true });
  };
  return (
    <section className={styles.strip} aria-label={told("score.strip")}>
      <div className={styles.bar} aria-hidden="true">
        {counts
          .filter(([, count]) => count > 0)
          .map(([status, count]) => (
            <span key={status} style={{ flexGrow: count }} data-status={status} />
          ))}
      </div>
      <ul className={styles.counts}>
        {counts.map(([status, count]) => (
          <li key={status}>
            <button
              type="button"
              className={styles.count}
              data-status={status}
              aria-pressed={only.includes(status)}
              aria-label={told("score.strip.only", { status: t(statusText(status)), count })}
              onClick={() => toggle(status)}
            >
              <StatusMark status={status} silent />
              <b className="number">{count}</b>
              <span>{t(statusText(status))}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
