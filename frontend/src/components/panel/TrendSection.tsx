/** The metric's trend in the panel. */
import { useMemo } from "react";
import type { MetricPage } from "@/api/types";
import { TrendChart } from "@/components/chart/TrendChart";
import { useSpeech } from "@/i18n";
import { Section } from "./Section";

export const CHART_HEIGHT = 190;

export function TrendSection({ page }: { page: MetricPage }) {
  const { t, say } = useSpeech();
  const { trend, grain, unit } = page;
  const trended = useMemo(() => ({ ...trend, grain, unit }), [trend, grain, unit]);
  if (trend.points.length === 0) return null;
  return (
    <Section
      title={t("panel.trend")}
      note={t("panel.trend.note", { span: say(trend.span), before: say(trend.before) })}
    >
      <TrendChart
        label={`${say(page.label)}, ${t("panel.trend")}: ${say(trend.span)}`}
        trend={trended}
        height={CHART_HEIGHT}
      />
    </Section>
  );
}
