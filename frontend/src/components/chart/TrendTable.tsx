/** The trend in numbers: the same periods as the chart, latest first. */
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import type { Trended } from "./trend";
import styles from "./TrendTable.module.css";

export function TrendTable({ label, trend }: { label: string; trend: Trended }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const number = (value: number | null): string => (value === null ? "–" : numbers.tooltip(value, trend.unit));
  const banded = trend.points.some((point) => point.low !== null);
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{told("chart.period")}</th>
            <th scope="col">{told("chart.now")}</th>
            <th scope="col">{say(trend.before)}</th>
            {banded && <th scope="col">{told("chart.expected")}</th>}
          </tr>
        </thead>
        <tbody>
          {trend.points.toReversed().map((point) => (
            <tr key={point.start}>
              <th scope="row">
                {say(point.name)}
                {!point.complete && <em>{t("period.partial.short")}</em>}
              </th>
              <td>{number(point.value)}</td>
              <td>{number(point.before)}</td>
              {banded && <td>{point.low === null ? "–" : `${number(point.low)} – ${number(point.high)}`}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
