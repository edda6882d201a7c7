/** One metric that moved: by how much, how far outside its range, why; and what moved with it. */
import type { MovedMetric } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { RangeStrip } from "@/components/RangeStrip";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { pathTo, WHY } from "@/router/paths";
import { texts } from "./texts";
import styles from "./MovedRow.module.css";

export interface MovedRowProps {
  row: MovedMetric;
  page: string | undefined; // first day of the page's period
}

export function MovedRow({ row, page }: MovedRowProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  return (
    <article className={styles.card} data-mover={row.metric} data-broken={row.guardrail_broken}>
      <Head row={row} page={page} />
      <p className={styles.why}>{say(row.sentence)}</p>
      {row.below.length > 0 && (
        <div className={styles.below}>
          <p className={styles.key}>{told("moved.below")}</p>
          <Below rows={row.below} page={page} depth={1} />
        </div>
      )}
    </article>
  );
}

function Below({ rows, page, depth }: { rows: MovedMetric[]; page: string | undefined; depth: number }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.metric} data-mover={row.metric}>
          <Head row={row} page={page} depth={depth} />
          {row.below.length > 0 && <Below rows={row.below} page={page} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}

function Head({ row, page, depth = 0 }: MovedRowProps & { depth?: number }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const other = row.period.start !== page;
  const beside = [row.owner?.name, other && say(row.period.name), row.earlier && told("moved.earlier")].filter(
    (each) => typeof each === "string",
  );
  return (
    <div className={styles.head}>
      <div className={styles.name} style={depth > 0 ? { marginLeft: `${depth - 1}rem` } : undefined}>
        <h2>
          <Link
            path={pathTo(WHY, { metric: row.metric })}
            search={{ at: row.period.start, versus: undefined, grain: row.grain, dim: undefined }}
          >
            {say(row.label)}
          </Link>
        </h2>
        {row.guardrail_broken && (
          <span className={styles.broken}>
            <StatusMark status="off" silent />
            {told("moved.broken")}
          </span>
        )}
        {beside.length > 0 && <small>{beside.join(" · ")}</small>}
      </div>
      <p className={styles.figures}>
        <span className={styles.value}>
          <Figure reading={row.reading} unit={row.unit} format="table" />
        </span>
        <Delta change={row.change} unit={row.unit} />
      </p>
      <Range row={row} />
      <span className={styles.spark}>
        <Sparkline values={row.spark} />
      </span>
      <Importance row={row} />
    </div>
  );
}

function Range({ row }: { row: MovedMetric }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { low, high } = row;
  const value = row.reading.value;
  if (low === null || high === null || value === null) return <span />;
  return (
    <div className={styles.range}>
      <RangeStrip low={low} high={high} value={value} outside />
      <small className="number">
        {told("moved.range", { low: numbers.table(low, row.unit), high: numbers.table(high, row.unit) })}
      </small>
    </div>
  );
}

function Importance({ row }: { row: MovedMetric }) {
  const told = useTexts(texts);
  const words = told("moved.importance", { importance: row.importance.toFixed(1) });
  return (
    <span className={styles.importance} title={told("moved.importance.means")}>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" rx="2" />
        <rect className={styles.reach} width={Math.max(2, row.reach * 100)} height="4" rx="2" />
      </svg>
      <small className="number">{words}</small>
    </span>
  );
}
