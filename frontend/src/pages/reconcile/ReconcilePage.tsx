/** Two numbers for one question: asked for, walked from one to the other, and those that are easily confused. */
import { useView } from "@/app/useView";
import { Card } from "@/components/Card";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { EndsForm } from "./EndsForm";
import { PairsCard } from "./PairsCard";
import { useReconcilePage } from "./queries";
import { texts } from "./texts";
import { WalkCard } from "./WalkCard";
import styles from "./ReconcilePage.module.css";

export default function ReconcilePage() {
  const told = useTexts(texts);
  const { a, b } = useSearch();
  const choices = useReconcilePage({}, {});
  const answer = useReconcilePage(useView(), { a, b });
  const metrics = choices.data?.metrics;
  if (!metrics) {
    if (choices.error) return <ErrorNotice error={choices.error} onRetry={() => void choices.refetch()} />;
    return <LoadingPage />;
  }
  const page = answer.data;
  return (
    <div className={styles.page} data-refetching={answer.isFetching} data-walked={Boolean(page?.walk)}>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Card title={told("reconcile.ask")} note={told("reconcile.ask.note")} name="ask">
          <EndsForm key={`${a ?? ""} ${b ?? ""}`} metrics={metrics} a={a} b={b} />
          <p className={styles.foot}>{told("reconcile.file")}</p>
        </Card>
        {answer.error ? (
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          page?.walk && <WalkCard walk={page.walk} />
        )}
        {answer.isFetching && Boolean(a && b) && (
          <p className={styles.foot} role="status">
            {told("reconcile.walking")}
          </p>
        )}
        {choices.data && <PairsCard pairs={choices.data.pairs} />}
      </div>
    </div>
  );
}
