/** The numbers of the last periods: drawn, and in a table; of a metric that is changed, beside those that are saved. */
import { useMemo } from "react";
import type { TriedPart } from "@/api/types";
import { TrendChart } from "@/components/chart/TrendChart";
import type { Trended } from "@/components/chart/trend";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Tried.module.css";

export function Tried({ tried, isNew }: { tried: TriedPart | null; isNew: boolean }) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const trend = useMemo(() => (tried ? trendOf(tried) : null), [tried]);
  if (!tried || !trend) return <p className={styles.empty}>{own(isNew ? "tried.unfinished" : "tried.wrong")}</p>;
  if (tried.problem) {
    return (
      <p className={styles.problem} role="alert">
        {say(tried.problem)} {tried.hint && <span>{say(tried.hint)}</span>}
      </p>
    );
  }
  if (tried.points.length === 0) return <p className={styles.empty}>{own("tried.none")}</p>;
  return (
    <>
      <TrendChart label={own("tried.label")} trend={trend} height={210} plain />
      <Values tried={tried} />
    </>
  );
}

function Values({ tried }: { tried: TriedPart }) {
  const own = useTexts(texts);
  const { t, say } = useSpeech();
  const numbers = useNumbers();
  const shown = (value: number | null): string => (value === null ? "–" : numbers.table(value, tried.unit));
  return (
    <div className={styles.scroll}>
      <table className={styles.values}>
        <caption className="unseen">{own("tried.label")}</caption>
        <thead>
          <tr>
            <th scope="col">{own("tried.period")}</th>
            {tried.compares && <th scope="col">{own("tried.saved")}</th>}
            <th scope="col">{own(tried.compares ? "tried.now" : "tried.value")}</th>
          </tr>
        </thead>
        <tbody>
          {tried.points.toReversed().map((point) => (
            <tr key={point.start} data-complete={point.complete}>
              <th scope="row">
                {say(point.name)}
                {!point.complete && <span className={styles.partial}> {t("period.partial.short")}</span>}
              </th>
              {tried.compares && <td className="number">{shown(point.saved)}</td>}
              <td className="number" title={point.reason ? say(point.reason) : undefined}>
                {shown(point.value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The dashed line is what is saved. */
function trendOf(tried: TriedPart): Trended {
  return {
    grain: tried.grain,
    unit: tried.unit,
    before: { en: "as saved", zh: "已保存的口径" },
    points: tried.points.map(({ start, name, value, saved, complete }) => ({
      start,
      name,
      value,
      before: saved,
      low: null,
      high: null,
      complete,
    })),
  };
}
