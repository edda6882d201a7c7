/** The metric's name and number, whether it really moved, and where to go on. */
import type { ExpectedPart, MetricDetail, MetricPage } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Icon } from "@/components/Icon";
import { ShareMetric } from "@/components/share/ShareMetric";
import { StatusMark } from "@/components/StatusMark";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { pathTo, TREE, WHY } from "@/router/paths";
import { BUILD_METRIC, ELSEWHERE } from "./elsewhere";
import { texts } from "./texts";
import styles from "./Head.module.css";

export function Head({ detail }: { detail: MetricDetail }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const { page } = detail;
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        {page.status !== null && <StatusMark status={page.status} />}
        <h2>{say(page.label)}</h2>
        <span className={styles.chip}>{t(`role.${page.role}`)}</span>
        {!detail.in_tree && <span className={styles.chip}>{told("metric.outside")}</span>}
        {detail.relations.candidate && <span className={styles.chip}>{told("metric.candidate")}</span>}
        <code className={styles.name}>{page.metric}</code>
      </div>
      <nav className={`${styles.links} no-print`} aria-label={say(page.label)}>
        <Link path={pathTo(WHY, { metric: page.metric })} search={ELSEWHERE} className={controls.button}>
          {told("metric.why")}
        </Link>
        {detail.in_tree && (
          <Link path={TREE} search={{ ...ELSEWHERE, metric: page.metric }} className={controls.button}>
            <Icon name="tree" />
            {told("metric.in_tree")}
          </Link>
        )}
        <Link path={pathTo(BUILD_METRIC, { metric: page.metric })} search={ELSEWHERE} className={controls.button}>
          <Icon name="pencil" />
          {told("metric.edit")}
        </Link>
        <ShareMetric page={page} />
      </nav>
      <Number page={page} />
      <Judged expected={detail.expected} unit={page.unit} valued={page.reading.value !== null} />
      {page.value_statement && <blockquote className={styles.statement}>{say(page.value_statement)}</blockquote>}
      {!page.period && <p className={styles.quiet}>{told("metric.empty.hint")}</p>}
    </header>
  );
}

function Number({ page }: { page: MetricPage }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const { period, versus, reading } = page;
  const days = period ? [period.name, period.days].filter((part) => part !== null) : [];
  return (
    <>
      <p className={styles.number}>
        <span className={styles.value} data-value={page.metric}>
          <Figure reading={reading} unit={page.unit} />
        </span>
        {reading.value !== null && <Delta change={page.change} unit={page.unit} />}
        {reading.value === null && reading.reason && <span className={styles.quiet}>{say(reading.reason)}</span>}
        {versus && page.change.direction && (
          <span className={styles.quiet}>{t("versus", { period: say(versus.name) })}</span>
        )}
      </p>
      <p className={styles.period}>
        {period ? days.map(say).join(" · ") : told("metric.empty")}
        {period?.complete === false && <em>{t("period.partial")}</em>}
      </p>
    </>
  );
}

function Judged({ expected, unit, valued }: { expected: ExpectedPart | null; unit: Unit; valued: boolean }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  if (!expected || !valued) return null;
  const { low, high, reason } = expected;
  const range = {
    low: low === null ? "" : numbers.table(low, unit),
    high: high === null ? "" : numbers.table(high, unit),
    reason: reason ? say(reason) : "",
  };
  if (low === null || high === null)
    return reason && <p className={styles.quiet}>{told("metric.expected.undetermined", range)}</p>;
  return (
    <p className={styles.judged} data-verdict={expected.verdict}>
      {told(`metric.expected.${expected.verdict}`, range)}
    </p>
  );
}
