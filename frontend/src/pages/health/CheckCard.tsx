/** One check: its status, its reason, and the course of its statistic against the threshold. */
import type { Grain, HealthCheck, Status } from "@/api/types";
import { Card } from "@/components/Card";
import { StatusMark } from "@/components/StatusMark";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Course } from "./Course";
import { texts } from "./texts";
import { useStatistic } from "./useStatistic";
import styles from "./CheckCard.module.css";

const MARKS: Record<HealthCheck["status"], Status> = {
  ok: "ok",
  watch: "risk",
  failed: "off",
  undetermined: "unknown",
};

export function CheckCard({ check, grain }: { check: HealthCheck; grain: Grain }) {
  const told = useTexts(texts);
  const { language, say } = useSpeech();
  const statistic = useStatistic(check.unit);
  const below = check.threshold !== null && check.threshold < 0;
  const { statistic: now, threshold, fails_at: fails, since } = check;
  return (
    <Card
      title={
        <span className={styles.title} data-status={check.status}>
          <StatusMark status={MARKS[check.status]} silent />
          {say(check.name)}
        </span>
      }
      note={told(`health.status.${check.status}`)}
      name={check.code}
    >
      <p className={styles.question}>{say(check.question)}</p>
      <p className={styles.reason}>{say(check.reason)}</p>
      <div className={styles.foot}>
        {check.trend.some((look) => look.statistic !== null) && <Course check={check} grain={grain} />}
        <p className={styles.figures}>
          {now !== null && <strong>{told("health.now", { value: statistic(now) })}</strong>}
          {threshold !== null && (
            <span>{told(below ? "health.below" : "health.from", { value: statistic(threshold) })}</span>
          )}
          {fails !== null && <span>{told("health.fails", { value: statistic(fails) })}</span>}
          {since !== null && <span>{told("health.since", { day: plainDay(since, language) })}</span>}
          <span className={styles.weight}>{told(`health.weight.${check.weight}`)}</span>
        </p>
      </div>
    </Card>
  );
}
