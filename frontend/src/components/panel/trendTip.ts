/** What the trend says about the period under the pointer. */
import type { TrendPoint } from "@/api/types";
import type { TrendContext } from "./trendOption";

// An element, not markup: the content security policy refuses style attributes in HTML text.
export function trendTip(point: TrendPoint | undefined, { page, t, say, numbers }: TrendContext): HTMLElement {
  const tip = element("div", "");
  tip.className = "trend-tip";
  if (!point) return tip;
  tip.append(element("strong", say(point.name)));
  const rows: [string, number | null][] = [
    [point.complete ? t("panel.trend.now") : t("period.partial"), point.value],
    [say(page.trend.before), point.before],
  ];
  for (const [name, value] of rows) {
    tip.append(
      element("span", name),
      element("b", value === null ? t("gap.no_data") : numbers.tooltip(value, page.unit)),
    );
  }
  return tip;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
