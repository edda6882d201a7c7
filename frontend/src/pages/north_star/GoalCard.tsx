/** Where it is heading: the target with the way to it, and the pace of the running period. */
import { memo } from "react";
import type { GoalPart, PacePart } from "@/api/types";
import { Card } from "@/components/Card";
import { StatusMark } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import { plainDay } from "@/format/day";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Pace } from "./Pace";
import { texts } from "./texts";
import styles from "./GoalCard.module.css";

export interface GoalCardProps {
  goal: GoalPart | null;
  pace: PacePart | null;
  unit: Unit;
  value: number | null;
}

export const GoalCard = memo(function GoalCard({ goal, pace, unit, value }: GoalCardProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  useDrawn("goal");
  return (
    <Card title={told("star.goal")} note={goal && say(goal.objective)} name="goal">
      {goal ? <Goal goal={goal} unit={unit} value={value} /> : <p className={styles.quiet}>{told("star.goal.none")}</p>}
      {pace && <Pace pace={pace} unit={unit} />}
    </Card>
  );
});

function Goal({ goal, unit }: { goal: GoalPart; unit: Unit; value: number | null }) {
  const { language } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const ends = goal.phase === "upcoming" ? "star.goal.upcoming" : "star.goal.due";
  const day = plainDay(goal.phase === "upcoming" ? goal.begins_on : goal.ends_on, language);
  const left =
    goal.phase === "running"
      ? told("star.goal.left", { days: goal.days_left })
      : goal.phase === "ended"
        ? told("star.goal.ended")
        : null;
  return (
    <div className={styles.goal}>
      <p className={styles.aim}>
        <StatusMark status={goal.status} />
        <b className="number">{goal.target === null ? goal.keep : numbers.table(goal.target, unit)}</b>
        <span>{[told(ends, { day }), left].filter(Boolean).join(" · ")}</span>
      </p>
      {goal.progress !== null && <Way goal={goal} progress={goal.progress} unit={unit} />}
    </div>
  );
}

function Way({ goal, progress, unit }: { goal: GoalPart; progress: number; unit: Unit }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  const words = { progress: numbers.part(progress), start: goal.start === null ? "" : numbers.table(goal.start, unit) };
  const key = goal.start === null ? "star.goal.ratio" : progress < 0 ? "star.goal.behind" : "star.goal.progress";
  return (
    <>
      <progress
        className={styles.way}
        max={1}
        value={Math.min(1, Math.max(0, progress))}
        aria-label={told("star.goal")}
      />
      <p className={styles.quiet}>
        {[
          told(key, words),
          goal.path === null ? null : told("star.goal.path", { path: numbers.table(goal.path, unit) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </>
  );
}
