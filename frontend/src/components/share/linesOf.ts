/** The texts of an image, in the language in force. */
import type { ProjectPage } from "@/api/types";
import { moment, plainDay } from "@/format/day";
import type { NumberFormats } from "@/format/number";
import type { Speech } from "@/i18n";
import type { SharedCard } from "./shared";

export interface Lines {
  project: string;
  period: string;
  label: string;
  value: string;
  change: string;
  versus: string;
  definition: string;
  fresh: string;
  target: string;
}

export interface Told {
  card: SharedCard;
  project: ProjectPage;
  speech: Speech;
  numbers: NumberFormats;
}

export function linesOf({ card, project, speech, numbers }: Told): Lines {
  const { t, say, language } = speech;
  const { period, versus, reading, unit } = card;
  const { data_through, computed_at } = project.freshness;
  const fresh = [
    data_through && t("fresh.through", { day: plainDay(data_through, language) }),
    computed_at && t("fresh.computed", { moment: moment(computed_at, project.timezone, language) }),
  ];
  const days = period?.days ? say(period.days) : null;
  const partial = period && !period.complete ? t("period.partial") : null;
  return {
    project: project.name,
    period: period ? [say(period.name), days, partial].filter(Boolean).join(" · ") : "",
    label: say(card.label),
    value: reading.value === null ? gapOf(card, speech) : numbers.big(reading.value, unit),
    change: changeOf(card, speech, numbers),
    versus: versus && card.change.direction ? t("versus", { period: say(versus.name) }) : "",
    definition: say(card.definition).replaceAll("`", ""),
    fresh: fresh.filter(Boolean).join(" · "),
    target:
      card.target === null || card.target === undefined
        ? ""
        : `${t("panel.target")} ${numbers.table(card.target, unit)}`,
  };
}

function gapOf({ reading }: SharedCard, { t }: Speech): string {
  return t(reading.gap === "not_applicable" ? "gap.not_applicable" : "gap.no_data");
}

function changeOf({ change, unit }: SharedCard, { t }: Speech, numbers: NumberFormats): string {
  if (change.direction === null) return t(`change.${change.gap ?? "nothing_before"}`);
  return change.direction === "flat" ? t("change.flat") : numbers.changeSize(change, unit);
}
