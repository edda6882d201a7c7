/** Days and moments, as people write them. Periods come with their names from the server. */
import type { Grain } from "@/api/types";
import type { Language } from "@/i18n";

const LOCALES: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };

const AXIS: Record<Grain, Intl.DateTimeFormatOptions> = {
  day: { month: "short", day: "numeric" },
  week: { month: "short", day: "numeric" },
  month: { year: "2-digit", month: "short" },
  quarter: { year: "2-digit", month: "short" },
  year: { year: "numeric" },
};

/** A period's first day on an axis. */
export function axisDay(day: string, grain: Grain, language: Language): string {
  return formatDay(day, language, AXIS[grain]);
}

/** A day in a sentence: 31 Dec 2026, 2026年12月31日. */
export function plainDay(day: string, language: Language): string {
  return formatDay(day, language, { year: "numeric", month: language === "zh" ? "long" : "short", day: "numeric" });
}

/** A day without its year: 24 Nov, 11月24日. */
export function shortDay(day: string, language: Language): string {
  return formatDay(day, language, { month: "short", day: "numeric" });
}

/** A moment in the project's timezone: 24 Nov, 09:30. */
export function moment(instant: string, timezone: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions = {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timezone,
  };
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(instant));
}

// A day has no timezone: it is read and written in UTC, so that it stays that day everywhere.
function formatDay(day: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
