/** The trend, as high as the page leaves room for. */
import { memo, useMemo } from "react";
import type { Grain, ProjectionPart, Trend, Words } from "@/api/types";
import { Card } from "@/components/Card";
import { TrendChart } from "@/components/chart/TrendChart";
import { useDrawn } from "@/components/useDrawn";
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { texts } from "./texts";

export interface TrendCardProps {
  label: Words;
  trend: Trend;
  grain: Grain;
  unit: Unit;
  projection: ProjectionPart | null;
}

export const TrendCard = memo(function TrendCard({ label, trend, grain, unit, projection }: TrendCardProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const { tv } = useSearch();
  useDrawn("trend");
  const trended = useMemo(() => ({ ...trend, grain, unit, projection }), [trend, grain, unit, projection]);
  return (
    <Card
      title={told("star.trend")}
      note={told("star.trend.note", { span: say(trend.span), before: say(trend.before) })}
      name="trend"
    >
      <TrendChart
        label={`${say(label)}, ${told("star.trend")}: ${say(trend.span)}`}
        trend={trended}
        height="fill"
        plain={tv === "1"}
      />
    </Card>
  );
});
