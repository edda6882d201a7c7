/** Two numbers for one question: asked for, walked from one to the other, and those that are easily confused. */
import type { Answer } from "@/api/queries";
import type { ReconcilePage as Document } from "@/api/types";
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
        <Answered answer={answer} asked={Boolean(a && b)} />
        {choices.data && <PairsCard pairs={choices.data.pairs} />}
      </div>
    </div>
  );
}

/** The walk; that it is computed; or why it cannot be. */
function Answered({ answer, asked }: { answer: Answer<Document>; asked: boolean }) {
  const told = useTexts(texts);
  if (answer.error) return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <>
      {answer.data?.walk && <WalkCard walk={answer.data.walk} />}
      {answer.isFetching && asked && (
        <p className={styles.foot} role="status">
          {told("reconcile.walking")}
        </p>
      )}
    </>
  );
}
