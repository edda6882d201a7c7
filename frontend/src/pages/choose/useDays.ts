/** A wait in days, as people say it. */
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";

export function useDays(): (days: number) => string {
  const told = useTexts(texts);
  return (days) => {
    if (days === 0) return told("choose.days.same");
    if (days === 1) return told("choose.days.one");
    return told("choose.days", { days: Number.isInteger(days) ? days : days.toFixed(1) });
  };
}
