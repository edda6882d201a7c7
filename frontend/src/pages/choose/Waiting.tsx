/** Before there is anything to see: it is computed, nothing is on trial, or it went wrong. */
import type { ProblemError } from "@/api/client";
import { CodeBlock } from "@/components/code/CodeBlock";
import controls from "@/components/controls.module.css";
import { EmptyNotice, ErrorNotice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { texts } from "./texts";
import styles from "./Waiting.module.css";

const NOTHING_ON_TRIAL = "urn:beichen:problem:no-candidates";

export function Waiting({ error, onRetry }: { error: ProblemError | null; onRetry: () => void }) {
  const told = useTexts(texts);
  const { weight, a, b } = useSearch();
  if (!error)
    return (
      <div className={styles.waiting} role="status" aria-busy="true">
        <p>{told("choose.computing")}</p>
        <Skeleton height={56} />
        <Skeleton height={280} />
      </div>
    );
  if (error.problem?.type === NOTHING_ON_TRIAL) return <NothingOnTrial />;
  const asked = weight !== undefined || a !== undefined || b !== undefined;
  return (
    <>
      <ErrorNotice error={error} onRetry={onRetry} />
      {asked && error.problem?.status === 400 && (
        <p className={styles.reset}>
          <button
            type="button"
            className={controls.button}
            onClick={() => changeSearch({ weight: undefined, a: undefined, b: undefined })}
          >
            {told("choose.reset")}
          </button>
        </p>
      )}
    </>
  );
}

function NothingOnTrial() {
  const told = useTexts(texts);
  return (
    <div className={styles.empty} data-empty="candidates">
      <EmptyNotice title={told("choose.empty")} hint={told("choose.empty.hint")}>
        <div className={styles.example}>
          <CodeBlock label="candidates.yml" code={EXAMPLE} language="yaml" />
        </div>
        <p className={styles.help}>{told("choose.empty.help")}</p>
      </EmptyNotice>
    </div>
  );
}

const EXAMPLE = `# candidates.yml
cohort: {model: customers, entity: customer}   # day 0
pre: 7 days
window: 28 days
value:
  - {name: returns, model: orders, agg: count, from: 28 days, to: 84 days}
behaviours:
  - {name: active_days, model: visits, agg: count_distinct, expr: local_date()}
  - {name: page_views, model: visits, agg: count, cheap_to_inflate: true}
metrics: [weekly_active_customers]
`;
