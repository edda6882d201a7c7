/** What guards the North Star: guardrails with their trades, conflicts between teams, outcomes, history. */
import { Card } from "@/components/Card";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { Conflicts } from "./Conflicts";
import { Episodes } from "./Episodes";
import { GuardrailItem } from "./GuardrailItem";
import { Matrix } from "./Matrix";
import { OutcomeItem } from "./OutcomeItem";
import { useGuardPage } from "./queries";
import { texts } from "./texts";
import styles from "./GuardPage.module.css";

export default function GuardPage() {
  const told = useTexts(texts);
  const answer = useGuardPage();
  const page = answer.data;
  if (answer.error && !page) return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!page) return <LoadingPage />;
  return (
    <div className={styles.page} data-guard={page.guardrails.length}>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Card title={told("guard.guardrails")} note={told("guard.guardrails.note")} name="guardrails">
          {page.guardrails.length === 0 && (
            <p className={styles.quiet}>
              {told("guard.guardrails.none")} {told("guard.guardrails.hint")}
            </p>
          )}
          <ul className={styles.items}>
            {page.guardrails.map((row) => (
              <GuardrailItem key={`${row.metric.metric} ${row.watches.metric}`} row={row} />
            ))}
          </ul>
        </Card>
        <div className={styles.pair}>
          <div className={styles.column}>
            <Card title={told("guard.conflicts")} note={told("guard.conflicts.note")} name="conflicts">
              <Conflicts page={page} />
            </Card>
            <Card title={told("guard.outcomes")} note={told("guard.outcomes.note")} name="outcomes">
              {page.outcomes.length === 0 && <p className={styles.quiet}>{told("guard.outcomes.none")}</p>}
              <ul className={styles.items}>
                {page.outcomes.map((row) => (
                  <OutcomeItem key={row.metric.metric} row={row} />
                ))}
              </ul>
            </Card>
          </div>
          <Card title={told("guard.matrix")} name="matrix">
            <Matrix teams={page.teams} conflicts={page.conflicts} />
          </Card>
        </div>
        <Card title={told("guard.episodes")} note={told("guard.episodes.note")} name="episodes">
          <Episodes episodes={page.episodes} />
        </Card>
      </div>
    </div>
  );
}
