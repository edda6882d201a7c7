/** What the trend says about the period under the pointer. */
import type { TrendPoint } from "@/api/types";
import type { TrendContext } from "./trendOption";

// An element, not markup: the content security policy refuses style attributes in HTML text.
export function trendTip(point: TrendPoint | undefined, context: TrendContext): HTMLElement {
  const tip = element("div", "");
  tip.className = "chart-tip";
  if (!point) return tip;
  tip.append(element("strong", context.say(point.name)));
  for (const [name, value] of rowsOf(point, context)) tip.append(element("span", name), element("b", value));
  const pin = context.pins.find(({ place }) => context.trend.points[place] === point);
  for (const mark of pin?.marks ?? []) tip.append(element("p", `${pin?.letter ?? ""} · ${context.say(mark.text)}`));
  return tip;
}

function rowsOf(point: TrendPoint, { trend, t, told, say, numbers }: TrendContext): [string, string][] {
  const number = (value: number | null): string =>
    value === null ? t("gap.no_data") : numbers.tooltip(value, trend.unit);
  const rows: [string, string][] = [
    [point.complete ? told("chart.now") : t("period.partial"), number(point.value)],
    [say(trend.before), number(point.before)],
  ];
  if (point.low !== null) rows.push([told("chart.expected"), `${number(point.low)} – ${number(point.high)}`]);
  if (!point.complete && trend.projection) rows.push([told("chart.projected"), number(trend.projection.projected)]);
  return rows;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
