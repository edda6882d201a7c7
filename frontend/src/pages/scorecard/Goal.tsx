/** What is asked of a metric, and how far the way to it is. */
import type { GoalPart, ScorecardRow } from "@/api/types";
import { plainDay, shortDay } from "@/format/day";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Goal.module.css";

export function GoalText({ row }: { row: ScorecardRow }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  const when = useWhen();
  const { goal } = row;
  if (!goal) {
    if (row.limit === null) return <span className={styles.nothing}>{told("score.nothing")}</span>;
    return <b className={`${styles.aim} number`}>{told("score.limit", { limit: row.limit })}</b>;
  }
  const aim =
    goal.target === null ? told("score.keep", { limit: goal.keep ?? "" }) : numbers.table(goal.target, row.unit);
  return (
    <span className={styles.goal}>
      <b className={`${styles.aim} number`}>{aim}</b>
      <small>{when(goal)}</small>
    </span>
  );
}

/** The way from start to target, with a tick where a straight path would be by now. */
export function ProgressBar({ row }: { row: ScorecardRow }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { goal, due, held } = row;
  if (held) return <small className={styles.quiet}>{told("score.held", { ...held })}</small>;
  if (!goal || goal.progress === null) return <span className={styles.nothing}>{told("score.nothing")}</span>;
  const asked = due === null ? undefined : told("score.due", { due: numbers.part(due) });
  const text = goal.progress < 0 ? told("score.behind") : numbers.part(goal.progress);
  return (
    <span className={styles.progress} title={asked}>
      <svg className={styles.way} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} width="100" height="8" rx="1" />
        <rect className={styles.done} width={100 * within(goal.progress)} height="8" data-status={goal.status} />
        {due !== null && <line className={styles.due} x1={100 * within(due)} x2={100 * within(due)} y1="-2" y2="10" />}
      </svg>
      <span className="number">{text}</span>
      {asked && <span className="unseen">{asked}</span>}
    </span>
  );
}

function useWhen(): (goal: GoalPart) => string {
  const { language } = useSpeech();
  const told = useTexts(texts);
  return (goal) => {
    if (goal.phase === "upcoming") return told("score.from", { day: shortDay(goal.begins_on, language) });
    if (goal.phase === "ended") return `${plainDay(goal.ends_on, language)} · ${told("score.ended")}`;
    return [
      told("score.by", { day: shortDay(goal.ends_on, language) }),
      told("score.left", { days: goal.days_left }),
    ].join(" · ");
  };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
