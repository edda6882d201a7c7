/** Is the North Star still the right one? The verdict, then every check with its course. */
import { Card } from "@/components/Card";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { Benchmarks } from "./Benchmarks";
import { CheckCard } from "./CheckCard";
import { useHealthPage } from "./queries";
import { texts } from "./texts";
import { Verdict } from "./Verdict";
import { Weights } from "./Weights";
import styles from "./HealthPage.module.css";

export default function HealthPage() {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const answer = useHealthPage();
  const page = answer.data;
  if (answer.error && !page) return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!page) return <LoadingPage />;
  return (
    <div className={styles.page} data-health={page.verdict}>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Verdict page={page} />
        <div className={styles.grid}>
          {page.checks.map((check) => (
            <CheckCard key={check.code} check={check} grain={page.grain} />
          ))}
        </div>
        {page.zombies.length > 0 && (
          <Card title={told("health.zombies")} note={told("health.zombies.note")} name="zombie-list">
            <ul className={styles.names}>
              {page.zombies.map(({ metric, label }) => (
                <li key={metric}>
                  <Link path={pathTo(METRIC, { metric })}>{say(label)}</Link>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {page.benchmarks.length > 0 && <Benchmarks rows={page.benchmarks} />}
        {page.weights.map((row) => (
          <Weights key={row.metric.metric} row={row} />
        ))}
        <Card title={told("health.evidence")}>
          <p className={styles.help}>{told("health.evidence.text")}</p>
        </Card>
      </div>
    </div>
  );
}
