/** A threshold as it is said: days listened ≥ 3 within 7 days. */
import type { ThresholdPart } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";

export function useThresholdName(): (threshold: ThresholdPart) => string {
  const told = useTexts(texts);
  return ({ behaviour, at_least: often, within_days: days }) =>
    told("choose.threshold.name", { behaviour: behaviour.replaceAll("_", " "), often, days });
}
