/** The rows as cards, on a phone. */
import { memo } from "react";
import type { Scorecard, ScorecardRow } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { Grouping } from "@/router/search";
import type { Group } from "./choosing";
import { GoalText, ProgressBar } from "./Goal";
import { GroupName } from "./GroupName";
import { MetricLink } from "./MetricLink";
import { PaceText } from "./PaceText";
import { texts } from "./texts";
import styles from "./ScoreCards.module.css";

export function ScoreCards({ page, groups, grouping }: { page: Scorecard; groups: Group[]; grouping: Grouping }) {
  return groups.map((group) => (
    <section key={group.key ?? ""} className={styles.group}>
      {grouping !== "none" && (
        <h2>
          <GroupName page={page} grouping={grouping} group={group} />
        </h2>
      )}
      <ul className={styles.cards}>
        {group.rows.map((row) => (
          <li key={row.metric}>
            <ScoreCard row={row} page={page.period?.start} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

const ScoreCard = memo(function ScoreCard({ row, page }: { row: ScorecardRow; page: string | undefined }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  useDrawn(row.metric);
  const other = row.period && row.period.start !== page ? say(row.period.short) : null;
  return (
    <article className={styles.card} data-row={row.metric} data-status={row.status}>
      <header className={styles.head}>
        <StatusMark status={row.status} />
        <MetricLink row={row} />
        <small className={styles.owner}>{row.owner?.name ?? t("panel.owner.none")}</small>
      </header>
      <p className={styles.figures}>
        <span className={styles.value}>
          <Figure reading={row.reading} unit={row.unit} format="table" />
        </span>
        <Delta change={row.change} unit={row.unit} />
        {other && <small>{other}</small>}
      </p>
      <span className={styles.spark}>
        <Sparkline values={row.spark} target={row.goal?.phase === "running" ? row.goal.target : null} />
      </span>
      {(row.goal || row.limit) && (
        <div className={styles.line}>
          <span className={styles.key}>{told("score.goal")}</span>
          <div className={styles.way}>
            <GoalText row={row} />
            <ProgressBar row={row} />
          </div>
        </div>
      )}
      {row.pace?.projection && (
        <div className={styles.line}>
          <span className={styles.key}>{told("score.pace")}</span>
          <PaceText pace={row.pace} unit={row.unit} />
        </div>
      )}
    </article>
  );
});
