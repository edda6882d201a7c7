/** The part of the board's state that is in the URL after `?`: whoever opens the address sees the same. */
import type { Grain } from "@/api/types";
import type { Language } from "@/i18n";

export interface Search {
  metric?: string; // whose panel is open; "none" when it was closed
  at?: string; // first day of the period
  versus?: string; // first day of the period compared with
  grain?: Grain;
  lang?: Language;
  tv?: "1";
}

export const GRAINS: readonly Grain[] = ["day", "week", "month", "quarter", "year"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what can be read; anything else in the address is ignored. */
export function readSearch(text: string): Search {
  const found = new URLSearchParams(text);
  return withoutEmpty({
    metric: found.get("metric") ?? undefined,
    at: dateIn(found.get("at")),
    versus: dateIn(found.get("versus")),
    grain: GRAINS.find((grain) => grain === found.get("grain")),
    lang: (["en", "zh"] as const).find((language) => language === found.get("lang")),
    tv: found.get("tv") === "1" ? "1" : undefined,
  });
}

/** The search as it stands in an address, with `?`; empty when there is nothing to say. */
export function writeSearch(search: Search): string {
  const text = new URLSearchParams(withoutEmpty(search) as Record<string, string>).toString();
  return text ? `?${text}` : "";
}

function dateIn(text: string | null): string | undefined {
  return text && DATE.test(text) ? text : undefined;
}

function withoutEmpty(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  ) as Search;
}
