/** The chart library's description of a breakdown: lines, stacked areas, or bars of the period that is looked at. */
import type { ExploredLine, ExplorerPart, Words } from "@/api/types";
import type { EChartsCoreOption } from "@/components/chart/library";
import type { NumberFormats } from "@/format/number";
import type { Drawn } from "@/router/search";
import { tokenAsRgb } from "@/theme/rgb";

export interface ExplorerContext {
  found: ExplorerPart;
  as: Drawn;
  numbers: NumberFormats;
  say: (words: Words) => string;
  nameOf: (line: ExploredLine) => string;
  others: string;
}

interface Shown {
  name: string;
  values: readonly (number | null)[];
  colour: string;
}

const SIZE = 11;

export function explorerOption(context: ExplorerContext): EChartsCoreOption {
  const { found, as, say } = context;
  const shown = shownOf(context);
  const names = found.periods.map((period) => say(period.short));
  return {
    animationDuration: 240,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 14, top: 12, bottom: 2, containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: tokenAsRgb("--surface"),
      borderColor: tokenAsRgb("--line-strong"),
      padding: [8, 10],
      textStyle: { color: tokenAsRgb("--ink") },
      axisPointer: { type: as === "bars" ? "shadow" : "line" },
      formatter: (items: { dataIndex: number }[]) => tip(items[0]?.dataIndex ?? 0, shown, context),
    },
    xAxis: {
      type: "category",
      data: names,
      boundaryGap: as === "bars",
      axisLine: { lineStyle: { color: tokenAsRgb("--line-strong") } },
      axisTick: { show: false },
      axisLabel: { color: tokenAsRgb("--ink-3"), fontSize: SIZE, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      scale: as === "lines",
      splitNumber: 3,
      axisLabel: {
        color: tokenAsRgb("--ink-3"),
        fontSize: SIZE,
        formatter: (value: number) => context.numbers.axis(value, found.unit),
      },
      splitLine: { lineStyle: { color: tokenAsRgb("--grid") } },
    },
    // What does not add up is not stacked: the height of the pile would be a number that is not there.
    series: shown.flatMap((each) => seriesOf(each, context, found.additivity === "adds")),
  };
}

/** The largest segments, the rest as one where it adds up; without segments the total. */
function shownOf({ found, as, nameOf, others }: ExplorerContext): Shown[] {
  const lines = found.by.length > 0 ? found.lines.slice(0, found.drawn) : [found.total];
  const shown = lines.map((line, index) => ({
    name: nameOf(line),
    values: line.values,
    colour: tokenAsRgb(`--series-${index + 1}`),
  }));
  return found.others && as !== "lines"
    ? [...shown, { name: others, values: found.others, colour: tokenAsRgb("--edge") }]
    : shown;
}

/** A segment: whole periods in full, the one that has not closed hollow, or not drawn where it would look whole. */
function seriesOf({ name, values, colour }: Shown, { found, as }: ExplorerContext, adds: boolean): object[] {
  const whole = values.map((value, place) => (found.periods[place]?.complete ? value : null));
  const common = { name, itemStyle: { color: colour } };
  if (as === "bars") {
    const data = values.map((value, place) =>
      found.periods[place]?.complete ? value : { value, itemStyle: { color: colour, opacity: 0.4 } },
    );
    return [{ ...common, data, type: "bar", barMaxWidth: 26, ...(adds && { stack: "all" }) }];
  }
  const line = { ...common, type: "line", data: whole, showSymbol: false, lineStyle: { color: colour, width: 2 } };
  if (as === "stacked" && adds) return [{ ...line, stack: "all", areaStyle: { color: colour, opacity: 0.55 } }];
  return [line, { ...common, ...hollowEnd(values, whole, colour) }];
}

/** From the last whole period to the running one: dotted, its end a ring. */
function hollowEnd(values: readonly (number | null)[], whole: readonly (number | null)[], colour: string): object {
  const open = values.findIndex((value, place) => value !== null && whole[place] === null);
  const data = values.map((value, place) =>
    open > 0 && (place === open || place === open - 1) ? { value, symbolSize: place === open ? 7 : 0 } : null,
  );
  return {
    type: "line",
    data,
    symbol: "circle",
    lineStyle: { color: colour, width: 1.4, type: [2, 3] },
    itemStyle: { color: tokenAsRgb("--surface"), borderColor: colour, borderWidth: 1.4 },
  };
}

// An element, not markup: the content security policy refuses style attributes in HTML text.
function tip(place: number, shown: readonly Shown[], { found, numbers, say }: ExplorerContext): HTMLElement {
  const made = element("div", "");
  made.className = "chart-tip";
  const period = found.periods[place];
  if (period) made.append(element("strong", say(period.name)));
  for (const { name, values } of shown) {
    const value = values[place] ?? null;
    made.append(element("span", name), element("b", value === null ? "–" : numbers.tooltip(value, found.unit)));
  }
  return made;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
