/** The chart library's description of a trend: this period's line, the dashed one before, target and limit. */
import type { EChartsCoreOption } from "echarts/core";
import type { MetricPage, TrendPoint } from "@/api/types";
import { axisDay } from "@/format/day";
import type { NumberFormats } from "@/format/number";
import type { Speech } from "@/i18n";
import { tokenAsRgb } from "@/theme/rgb";
import { trendTip } from "./trendTip";

export interface TrendContext extends Speech {
  page: MetricPage;
  numbers: NumberFormats;
}

export function trendOption(context: TrendContext): EChartsCoreOption {
  const { page, language, numbers } = context;
  const { points } = page.trend;
  const quiet = tokenAsRgb("--ink-3");
  return {
    animationDuration: 280,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 12, top: 16, bottom: 2, containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: tokenAsRgb("--surface"),
      borderColor: tokenAsRgb("--line-strong"),
      padding: [8, 10],
      textStyle: { color: tokenAsRgb("--ink") },
      axisPointer: { lineStyle: { color: quiet, type: "solid", width: 1 } },
      formatter: (items: { dataIndex: number }[]) => trendTip(points[items[0]?.dataIndex ?? 0], context),
    },
    xAxis: {
      type: "category",
      data: points.map((point) => axisDay(point.start, page.grain, language)),
      boundaryGap: false,
      axisLine: { lineStyle: { color: tokenAsRgb("--line-strong") } },
      axisTick: { show: false },
      axisLabel: {
        color: quiet,
        fontSize: 11,
        hideOverlap: true,
        interval: Math.max(0, Math.ceil(points.length / 5) - 1),
      },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 3,
      axisLabel: { color: quiet, fontSize: 11, formatter: (value: number) => numbers.axis(value, page.unit) },
      splitLine: { lineStyle: { color: tokenAsRgb("--grid") } },
    },
    series: [earlierLine(points), wholeLine(points, context), partialLine(points)],
  };
}

function earlierLine(points: TrendPoint[]): object {
  const colour = tokenAsRgb("--mute");
  return {
    type: "line",
    data: points.map((point) => point.before),
    showSymbol: false,
    lineStyle: { color: colour, width: 1.2, type: [4, 4] },
    itemStyle: { color: colour },
    z: 1,
  };
}

function wholeLine(points: TrendPoint[], context: TrendContext): object {
  const colour = tokenAsRgb("--accent");
  return {
    type: "line",
    data: points.map((point) => (point.complete ? point.value : null)),
    showSymbol: false,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    markLine: { silent: true, symbol: "none", data: bounds(context) },
    z: 3,
  };
}

/** A period that has not closed hangs on the last whole one by a dotted line, and is a hollow dot. */
function partialLine(points: TrendPoint[]): object {
  const colour = tokenAsRgb("--accent");
  const first = points.findIndex((point) => !point.complete);
  const shown = points.map((point, index) => (first >= 0 && index >= first - 1 ? point.value : null));
  return {
    type: "line",
    data: shown.map((value, index) => ({ value, symbolSize: points[index]?.complete ? 0 : 7 })),
    symbol: "circle",
    lineStyle: { color: colour, width: 1.6, type: [2, 3] },
    itemStyle: { color: tokenAsRgb("--surface"), borderColor: colour, borderWidth: 1.6 },
    z: 2,
  };
}

function bounds({ page, t }: TrendContext): object[] {
  const lines = [
    { value: page.trend.target, name: t("panel.trend.target"), colour: "--target" },
    { value: page.trend.bound, name: t("panel.trend.limit"), colour: "--bad-fill" },
  ];
  return lines
    .filter((line) => line.value !== null)
    .map(({ value, name, colour }) => ({
      yAxis: value,
      lineStyle: { color: tokenAsRgb(colour), type: "solid", width: 1.2 },
      label: { formatter: name, position: "insideStartTop", color: tokenAsRgb("--ink-2"), fontSize: 11 },
    }));
}
