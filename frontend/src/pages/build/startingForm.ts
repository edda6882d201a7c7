/** The form that a new metric begins with: of the kind, and on the model, that the address names. */
import type { BuildPage, MetricForm } from "@/api/types";

export function startingForm(choices: BuildPage, kind: string | undefined, model: string | undefined): MetricForm {
  const type = choices.kinds.find((each) => each.kind === kind)?.kind ?? choices.empty.type;
  const timed = choices.models.filter((each) => each.time !== null);
  const chosen = timed.find((each) => each.model === model) ?? (timed.length === 1 ? timed[0] : undefined);
  const counts = ["threshold", "lifecycle"].includes(type);
  return {
    ...choices.empty,
    type,
    model: chosen?.model ?? null,
    entity: chosen?.entities[0] ?? null,
    good: counts ? "up" : choices.empty.good,
  };
}
