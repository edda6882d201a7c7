/** Who depends on the metric, and on what it rests. */
import type { ReactNode } from "react";
import type { GoalFact, Link as Edge, MetricName, Relations, Undertaking, Watch } from "@/api/types";
import { Card } from "@/components/Card";
import { plainDay, shortDay } from "@/format/day";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { MetricLink } from "./MetricLink";
import { texts } from "./texts";
import styles from "./RelationsCard.module.css";

export function RelationsCard({ relations, unit }: { relations: Relations; unit: Unit }) {
  const t = useTexts(texts);
  const { made_of, part_of, drives, driven_by, guarded_by, guards, goals, undertakings } = relations;
  const lists = [made_of, part_of, drives, driven_by, guarded_by, guards, goals, undertakings];
  return (
    <Card title={t("metric.relations")} name="relations">
      {lists.every((list) => list.length === 0) && <p className={styles.quiet}>{t("metric.relations.none")}</p>}
      <dl className={styles.relations}>
        <Metrics term={t("metric.relations.made_of")} metrics={made_of} />
        <Metrics term={t("metric.relations.part_of")} metrics={part_of} />
        <Edges term={t("metric.relations.drives")} edges={drives} />
        <Edges term={t("metric.relations.driven_by")} edges={driven_by} />
        <Watches term={t("metric.relations.guarded_by")} watches={guarded_by} />
        <Watches term={t("metric.relations.guards")} watches={guards} />
        <Goals goals={goals} unit={unit} />
        <Undertakings undertakings={undertakings} />
      </dl>
    </Card>
  );
}

function List({ term, children }: { term: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <dt>{term}</dt>
      {children}
    </div>
  );
}

function Metrics({ term, metrics }: { term: string; metrics: readonly MetricName[] }) {
  return (
    <List term={term}>
      {metrics.map((metric) => (
        <dd key={metric.metric}>
          <MetricLink metric={metric} />
        </dd>
      ))}
    </List>
  );
}

function Edges({ term, edges }: { term: string; edges: readonly Edge[] }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  return (
    <List term={term}>
      {edges.map(({ metric, kind, because, estimate, reason }) => (
        <dd key={metric.metric}>
          <MetricLink metric={metric} />
          {kind === "influence" && (
            <small>{[t("metric.relations.influence"), because && say(because)].filter(Boolean).join(" · ")}</small>
          )}
          {estimate && (
            <small data-estimate={metric.metric}>
              {say(estimate.words)} {say(estimate.evidence)}
            </small>
          )}
          {reason && <small>{t("metric.relations.no_estimate", { reason: say(reason) })}</small>}
        </dd>
      ))}
    </List>
  );
}

function Watches({ term, watches }: { term: string; watches: readonly Watch[] }) {
  const t = useTexts(texts);
  return (
    <List term={term}>
      {watches.map(({ metric, limit, when }) => (
        <dd key={metric.metric}>
          <MetricLink metric={metric} />
          <small>{[limit, when && t(`metric.relations.when.${when}`)].filter(Boolean).join(" · ")}</small>
        </dd>
      ))}
    </List>
  );
}

function Goals({ goals, unit }: { goals: readonly GoalFact[]; unit: Unit }) {
  const { say, language } = useSpeech();
  const t = useTexts(texts);
  const numbers = useNumbers();
  const way = ({ start, target, keep }: GoalFact): string =>
    target === null
      ? (keep ?? "")
      : [start, target].flatMap((end) => (end === null ? [] : [numbers.table(end, unit)])).join(" → ");
  return (
    <List term={t("metric.relations.goals")}>
      {goals.map((goal) => (
        <dd key={`${goal.objective.en} ${goal.begins_on}`}>
          <span>{say(goal.objective)}</span>
          <small>{[way(goal), plainDay(goal.ends_on, language), goal.owner?.name].filter(Boolean).join(" · ")}</small>
        </dd>
      ))}
    </List>
  );
}

function Undertakings({ undertakings }: { undertakings: readonly Undertaking[] }) {
  const { say, language } = useSpeech();
  const t = useTexts(texts);
  return (
    <List term={t("metric.relations.undertakings")}>
      {undertakings.map(({ kind, name, label, owner, begins_on, ends_on }) => (
        <dd key={`${kind} ${name}`}>
          <span>{say(label)}</span>
          <small>
            {shortDay(begins_on, language)} – {ends_on ? shortDay(ends_on, language) : t("metric.relations.running")} ·{" "}
            {owner}
          </small>
        </dd>
      ))}
    </List>
  );
}
