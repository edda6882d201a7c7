/** The chart library's description of a trend: its line, the dashed one before, what was expected, target, limit, marks. */
import type { TrendPoint } from "@/api/types";
import { axisDay } from "@/format/day";
import type { NumberFormats } from "@/format/number";
import type { Speech } from "@/i18n";
import { tokenAsRgb } from "@/theme/rgb";
import type { EChartsCoreOption } from "./library";
import type { ChartText } from "./texts";
import type { Pin, Trended } from "./trend";
import { partialEnd } from "./trendPartial";
import { trendTip } from "./trendTip";

export interface TrendContext extends Speech {
  trend: Trended;
  pins: readonly Pin[];
  numbers: NumberFormats;
  told: (key: ChartText) => string;
  size: number; // of its letters, in pixels
}

const LABELS = 5; // days named on the axis, at most

export function trendOption(context: TrendContext): EChartsCoreOption {
  const { trend, size, language, numbers } = context;
  const quiet = tokenAsRgb("--ink-3");
  return {
    animationDuration: 280,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 14, top: context.pins.length > 0 ? 26 : 16, bottom: 2, containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: tokenAsRgb("--surface"),
      borderColor: tokenAsRgb("--line-strong"),
      padding: [8, 10],
      textStyle: { color: tokenAsRgb("--ink") },
      axisPointer: { lineStyle: { color: quiet, type: "solid", width: 1 } },
      formatter: (items: { dataIndex: number }[]) => trendTip(trend.points[items[0]?.dataIndex ?? 0], context),
    },
    xAxis: {
      type: "category",
      data: trend.points.map((point) => axisDay(point.start, trend.grain, language)),
      boundaryGap: false,
      axisLine: { lineStyle: { color: tokenAsRgb("--line-strong") } },
      axisTick: { show: false },
      axisLabel: {
        color: quiet,
        fontSize: size,
        hideOverlap: true,
        interval: Math.max(0, Math.ceil(trend.points.length / LABELS) - 1),
      },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 3,
      axisLabel: { color: quiet, fontSize: size, formatter: (value: number) => numbers.axis(value, trend.unit) },
      splitLine: { lineStyle: { color: tokenAsRgb("--grid") } },
    },
    series: [wholeLine(context), earlierLine(trend.points), ...expectedBand(trend.points), ...partialEnd(trend)],
  };
}

function wholeLine(context: TrendContext): object {
  const colour = tokenAsRgb("--accent");
  return {
    type: "line",
    data: context.trend.points.map((point) => (point.complete ? point.value : null)),
    showSymbol: false,
    lineStyle: { color: colour, width: context.size > 14 ? 3 : 2 },
    itemStyle: { color: colour },
    markLine: { silent: true, symbol: "none", animation: false, data: [...bounds(context), ...pinLines(context)] },
    z: 3,
  };
}

function earlierLine(points: readonly TrendPoint[]): object {
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

/** From low to high: an unseen line at the foot, and the height above it filled. */
function expectedBand(points: readonly TrendPoint[]): object[] {
  if (points.every((point) => point.low === null)) return [];
  const unseen = {
    type: "line",
    stack: "expected",
    stackStrategy: "all",
    silent: true,
    showSymbol: false,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
    z: 0,
  };
  const height = ({ low, high }: TrendPoint): number | null => (low === null || high === null ? null : high - low);
  return [
    { ...unseen, data: points.map((point) => point.low) },
    { ...unseen, data: points.map(height), areaStyle: { color: tokenAsRgb("--accent"), opacity: 0.11 } },
  ];
}

function bounds({ trend, told, size }: TrendContext): object[] {
  const lines = [
    { value: trend.target ?? null, name: told("chart.target"), colour: "--target" },
    { value: trend.bound ?? null, name: told("chart.limit"), colour: "--bad-fill" },
  ];
  return lines
    .filter((line) => line.value !== null)
    .map(({ value, name, colour }) => ({
      yAxis: value,
      lineStyle: { color: tokenAsRgb(colour), type: "solid", width: 1.2 },
      label: { formatter: name, position: "insideStartTop", color: tokenAsRgb("--ink-2"), fontSize: size },
    }));
}

function pinLines({ pins, size }: TrendContext): object[] {
  return pins.map(({ letter, place }) => ({
    xAxis: place,
    lineStyle: { color: tokenAsRgb("--ink-3"), type: [1, 3], width: 1.2 },
    label: {
      formatter: letter,
      position: "end",
      distance: 3,
      color: tokenAsRgb("--surface"),
      backgroundColor: tokenAsRgb("--ink-3"),
      borderRadius: 7,
      padding: [2, 5],
      fontSize: size - 1,
    },
  }));
}
