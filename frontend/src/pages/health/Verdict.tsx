/** The verdict in one word, what it rests on, and where to go from here. */
import type { HealthPage } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import controls from "@/components/controls.module.css";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { CHOOSE, METRIC, pathTo } from "@/router/paths";
import { texts } from "./texts";
import styles from "./Verdict.module.css";

const MARKS = { "keep": "ok", "watch": "risk", "re-elect": "off" } as const;

export function Verdict({ page }: { page: HealthPage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { verdict, metric, period } = page;
  const open = page.judged === 0;
  return (
    <section className={styles.card} data-verdict={verdict} data-open={open} aria-label={told("health.verdict")}>
      <p className={styles.word}>
        <StatusMark status={open ? "unknown" : MARKS[verdict]} silent />
        {told(`health.${verdict}`)}
      </p>
      <div className={styles.told}>
        <p className={styles.summary}>{say(page.summary)}</p>
        <p className={styles.note}>
          <Link path={pathTo(METRIC, { metric: metric.metric })}>
            {period
              ? told("health.through", { metric: say(metric.label), period: say(period.name) })
              : say(metric.label)}
          </Link>
        </p>
      </div>
      {page.choose !== null && (
        <Link
          className={`${controls.button} ${styles.choose} no-print`}
          path={CHOOSE}
          search={{ incumbent: metric.metric }}
        >
          {told("health.choose")}
        </Link>
      )}
    </section>
  );
}
