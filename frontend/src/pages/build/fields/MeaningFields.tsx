/** How its numbers are read: period, unit, good direction. */
import { useId } from "react";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { GRAINS } from "@/router/search";
import { Pick, Write } from "./controls";
import { useEditing } from "../editing";
import { texts } from "./texts";

const DIRECTIONS = ["up", "down"] as const;

export function MeaningFields() {
  const own = useTexts(texts);
  const { t, say } = useSpeech();
  const { choices, form, change } = useEditing();
  const units = useId();
  return (
    <>
      <Pick
        at="grain"
        label={own("grain")}
        value={form.grain}
        options={GRAINS.map((each) => ({ value: each, text: t(`grain.${each}`) }))}
        onPick={(grain) => change({ grain: grain ?? "week" })}
      />
      <Write
        at="unit"
        label={own("unit")}
        hint={own("unit.hint")}
        value={form.unit ?? ""}
        list={units}
        onWrite={(unit) => change({ unit: unit === "" ? null : unit })}
      />
      <datalist id={units}>
        {choices.units.map((each) => (
          <option key={each.unit} value={each.unit}>
            {say(each.label)}
          </option>
        ))}
      </datalist>
      <Pick
        at="good"
        label={own("good")}
        value={form.good}
        none={own("good.none")}
        options={DIRECTIONS.map((each) => ({ value: each, text: own(`good.${each}`) }))}
        onPick={(good) => change({ good })}
      />
    </>
  );
}
