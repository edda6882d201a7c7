/** The steps of choosing, and what of them stands in the address. */
import type { CandidatePart, ChoosePage, Told, Untold } from "@/api/types";
import { useSearch } from "@/router/location";

export const STEPS = ["journey", "thresholds", "filter", "score", "decide"] as const;
export type Step = (typeof STEPS)[number];

export function useStep(): Step {
  const { step } = useSearch();
  return STEPS.find((each) => each === step) ?? "journey";
}

export function stands({ rejected }: CandidatePart): boolean {
  return rejected.length === 0;
}

/** A behaviour and a metric may have one name. */
export function keyOf({ kind, name }: CandidatePart): string {
  return `${kind} ${name}`;
}

export function isIncumbent({ north_star: star }: ChoosePage, { kind, name }: CandidatePart): boolean {
  return kind === "metric" && name === star;
}

export function isTold(part: Told | Untold | undefined): part is Told {
  return part !== undefined && part.value !== null;
}

/** The weights that are not the usual ones, as the address has them: `value:40`. */
export function changedWeights({ weights, usual_weights: usual }: ChoosePage): string[] {
  return Object.entries(weights).flatMap(([part, weight]) => (weight === usual[part] ? [] : [`${part}:${weight}`]));
}
