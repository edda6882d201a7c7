/** What can be made the North Star: metrics that stand, and the thresholds of behaviours that do. */
import type { ChoosePage } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { isIncumbent, stands } from "./choosing";
import { texts } from "./texts";
import { useThresholdName } from "./useThresholdName";

export interface Choice {
  name: string;
  label: string;
}

export interface Choices {
  choices: readonly Choice[];
  chosen: string | undefined; // as the address has it; else the threshold of the best behaviour
}

export function useChoices(page: ChoosePage): Choices {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { choice } = useSearch();
  const nameOf = useThresholdName();
  const metrics = page.candidates
    .filter((each) => stands(each) && each.kind === "metric")
    .map((each) => ({
      name: each.name,
      label: isIncumbent(page, each) ? told("choose.decide.keep", { name: say(each.label) }) : say(each.label),
    }));
  const thresholds = page.thresholds
    .filter(({ name }) => metrics.every((each) => each.name !== name))
    .map((each) => ({ name: each.name, label: nameOf(each) }));
  const choices = [...thresholds, ...metrics];
  return { choices, chosen: (choices.find(({ name }) => name === choice) ?? choices[0])?.name };
}
