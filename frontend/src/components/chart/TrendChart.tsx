/** A trend: chart or table, and beside it what happened. The drawing arrives after the page. */
import { lazy, Suspense, useMemo, useState } from "react";
import controls from "@/components/controls.module.css";
import { Skeleton } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { PinList } from "./PinList";
import { texts } from "./texts";
import { pinsOf, type Trended } from "./trend";
import { TrendTable } from "./TrendTable";
import styles from "./TrendChart.module.css";

const TrendDrawing = lazy(() => import("./TrendDrawing"));

export interface TrendChartProps {
  label: string; // what it shows, for whoever cannot see it
  trend: Trended; // keep it the same object while nothing changes
  height: number | "fill"; // in pixels, or as much as there is
  plain?: boolean; // the drawing alone, for a wall
  onPick?: (day: string) => void; // told the first day of the period that was clicked
}

export function TrendChart({ label, trend, height, plain = false, onPick }: TrendChartProps) {
  const told = useTexts(texts);
  const [asTable, setAsTable] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const pins = useMemo(() => pinsOf(trend.points, trend.marks ?? []), [trend]);
  const pick = useMemo(
    () =>
      onPick &&
      ((place: number): void => {
        const day = trend.points[place]?.start;
        if (day !== undefined) onPick(day);
      }),
    [onPick, trend],
  );
  return (
    <div className={styles.trend}>
      <div className={styles.frame} style={height === "fill" ? undefined : { height }} data-fill={height === "fill"}>
        {asTable ? (
          <TrendTable label={label} trend={trend} />
        ) : (
          <Suspense fallback={<Skeleton height="100%" />}>
            <TrendDrawing label={label} trend={trend} pins={pins} pointed={pointed} onPick={pick} />
          </Suspense>
        )}
      </div>
      {!plain && (
        <div className={styles.foot}>
          <PinList pins={pins} onPoint={setPointed} />
          <button
            type="button"
            className={`${controls.button} ${styles.toggle} no-print`}
            onClick={() => setAsTable(!asTable)}
          >
            {told(asTable ? "chart.drawing" : "chart.table")}
          </button>
        </div>
      )}
    </div>
  );
}
