/** What moved: everything that left its expected range, the most important first, each a way into why. */
import type { MovedPage as Document } from "@/api/types";
import { useView } from "@/app/useView";
import { Card } from "@/components/Card";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { MovedRow } from "./MovedRow";
import { useMovedPage } from "./queries";
import { texts } from "./texts";
import styles from "./MovedPage.module.css";

export default function MovedPage() {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const answer = useMovedPage(useView());
  const page = answer.data;
  if (answer.error && (!page || answer.isPlaceholderData))
    return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!page) return <LoadingPage />;
  if (!page.period) return <EmptyNotice title={told("moved.empty")} hint={told("moved.empty.hint")} />;
  return (
    <div className={styles.page} data-refetching={answer.isPlaceholderData} data-moved={page.moved.length}>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Card title={told("moved.read")} note={say(page.period.name)} name="read">
          <p className={styles.sentence}>{say(page.sentence)}</p>
        </Card>
        {page.moved.length > 0 && (
          <ol className={styles.rows}>
            {page.moved.map((row) => (
              <li key={row.metric}>
                <MovedRow row={row} page={page.period?.start} />
              </li>
            ))}
          </ol>
        )}
        <Quiet page={page} />
      </div>
    </div>
  );
}

/** What did not move, and what cannot be judged. */
function Quiet({ page }: { page: Document }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  return (
    <div className={styles.quiet}>
      {page.within_noise.length > 0 && (
        <Card
          title={told("moved.noise")}
          note={told("moved.noise.note", { count: page.within_noise.length })}
          name="noise"
        >
          <ul className={styles.names}>
            {page.within_noise.map(({ metric, label }) => (
              <li key={metric}>
                <Link path={pathTo(METRIC, { metric })}>{say(label)}</Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {page.undetermined.length > 0 && (
        <Card title={told("moved.unknown")} name="unknown">
          <ul className={styles.reasons}>
            {page.undetermined.map(({ metric, reason }) => (
              <li key={metric.metric}>
                <Link path={pathTo(METRIC, { metric: metric.metric })}>{say(metric.label)}</Link>
                <small>{say(reason)}</small>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
