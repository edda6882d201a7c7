/** What a segment is called: its values, in the order in which it was broken down. */
import type { ExploredLine } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";

export function useSegmentName(): (line: ExploredLine) => string {
  const t = useTexts(texts);
  return (line) => {
    const values = Object.values(line.segment);
    return values.length > 0
      ? values.map((value) => value ?? t("metric.segments.null")).join(" · ")
      : t("metric.explore.total");
  };
}
