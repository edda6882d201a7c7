/** The trend as a chart. This file and what it imports arrive on their own, after the page. */
import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { MetricPage } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import { useThemeInForce } from "@/settings/settings";
import { trendOption } from "./trendOption";
import styles from "./TrendChart.module.css";

use([LineChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, CanvasRenderer]);

// A chart takes its colours from the tokens when it is made: another theme is another chart.
export default function TrendChart({ page }: { page: MetricPage }) {
  const theme = useThemeInForce();
  return <Chart key={theme} page={page} />;
}

function Chart({ page }: { page: MetricPage }) {
  const { t, say, language } = useSpeech();
  const numbers = useNumbers();
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!element.current) return undefined;
    const chart = init(element.current);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.setOption({ ...trendOption({ page, language, numbers, t, say }), animation: !still });
    const resizes = new ResizeObserver(() => chart.resize());
    resizes.observe(element.current);
    return () => {
      resizes.disconnect();
      chart.dispose();
    };
  }, [page, language, numbers, t, say]);

  const label = `${say(page.label)}, ${t("panel.trend")}: ${say(page.trend.span)}`;
  return <div ref={element} className={styles.chart} role="img" aria-label={label} />;
}
