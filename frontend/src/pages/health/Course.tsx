/** The course of a check's statistic over its looks, with the lines beyond which it is watched and has failed. */
import type { Grain, HealthCheck } from "@/api/types";
import { axisDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { useStatistic } from "./useStatistic";
import styles from "./Course.module.css";

const WIDTH = 320;
const HEIGHT = 72;
const PAD = 4;

export function Course({ check, grain }: { check: HealthCheck; grain: Grain }) {
  const told = useTexts(texts);
  const { language, say } = useSpeech();
  const statistic = useStatistic(check.unit);
  const { trend, threshold, fails_at: fails } = check;
  const known = trend.flatMap((look) => (look.statistic === null ? [] : [look.statistic]));
  const lines = [threshold, fails].filter((line) => line !== null);
  const low = Math.min(0, ...known, ...lines);
  const high = Math.max(0, ...known, ...lines);
  const x = (at: number): number => PAD + (at / Math.max(1, trend.length - 1)) * (WIDTH - 2 * PAD);
  const y = (value: number): number => HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const first = axisDay(trend[0]?.period ?? "", grain, language);
  const last = axisDay(trend.at(-1)?.period ?? "", grain, language);
  const label = told("health.course", {
    name: say(check.name),
    first,
    last,
    now: check.statistic === null ? told("health.none") : told("health.now", { value: statistic(check.statistic) }),
    threshold: threshold === null ? told("health.none") : told("health.from", { value: statistic(threshold) }),
  });
  const end = trend.at(-1)?.statistic;
  return (
    <figure className={styles.course}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line className={styles.zero} x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} />
        {threshold !== null && <line className={styles.watch} x1="0" x2={WIDTH} y1={y(threshold)} y2={y(threshold)} />}
        {fails !== null && <line className={styles.fails} x1="0" x2={WIDTH} y1={y(fails)} y2={y(fails)} />}
        <path className={styles.line} d={pathOf(check, x, y)} />
        {end !== null && end !== undefined && (
          <path className={styles.end} d={`M${x(trend.length - 1)} ${y(end)}h0`} data-status={check.status} />
        )}
      </svg>
      <figcaption>
        <span>{first}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}

function pathOf(check: HealthCheck, x: (at: number) => number, y: (value: number) => number): string {
  let joined = false;
  return check.trend
    .map(({ statistic }, at) => {
      if (statistic === null) {
        joined = false;
        return "";
      }
      const piece = `${joined ? "L" : "M"}${x(at).toFixed(1)} ${y(statistic).toFixed(1)}`;
      joined = true;
      return piece;
    })
    .join("");
}
