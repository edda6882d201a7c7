/** How finely the time tells when something happened, and in which zone. */
import type { ImportChoices } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { Field } from "./Field";
import { texts } from "./texts";

const GRAINS = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"] as const;

export interface TimeFieldsProps {
  choices: ImportChoices;
  timezone: string; // the project's
  zoned: boolean; // the times say their zone themselves, or need none
  onChange: (choices: ImportChoices) => void;
}

export function TimeFields({ choices, timezone, zoned, onChange }: TimeFieldsProps) {
  const own = useTexts(texts);
  const chooseGrain = (chosen: string): void =>
    onChange({ ...choices, grain: GRAINS.find((grain) => grain === chosen) ?? null });
  return (
    <>
      <Field label={own("time.grain")}>
        <select value={choices.grain ?? ""} onChange={(event) => chooseGrain(event.target.value)}>
          <option value="">{own("time.grain.own")}</option>
          {GRAINS.map((grain) => (
            <option key={grain} value={grain}>
              {own(`time.grain.${grain}`)}
            </option>
          ))}
        </select>
      </Field>
      {!zoned && (
        <Field label={own("time.zone")}>
          <select
            value={choices.zone ?? ""}
            onChange={(event) => onChange({ ...choices, zone: event.target.value || null })}
          >
            <option value="">{own("time.zone.own", { zone: timezone })}</option>
            {zones().map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

let known: string[] | undefined;

/** The zones that the browser knows; UTC is not among them everywhere. */
function zones(): string[] {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return known;
}
