/** How soon, and what is counted. */
import { useTexts } from "@/i18n/texts";
import { Count, Pick } from "../fields/controls";
import { useEditing } from "../editing";
import { texts } from "./texts";

const UNITS = ["minute", "hour", "day", "week"] as const;
const COUNTS = ["entities", "events"] as const;

export function WithinFields({ usual }: { usual: (typeof COUNTS)[number] }) {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  const { within } = form;
  return (
    <>
      <Count
        at="within"
        label={own("within")}
        value={within.amount}
        least={1}
        step={1}
        onCount={(amount) => change({ within: { ...within, amount } })}
      />
      <Pick
        at="within.unit"
        label={own("within.unit")}
        value={within.unit}
        options={UNITS.map((each) => ({ value: each, text: own(`within.${each}`) }))}
        onPick={(unit) => change({ within: { ...within, unit: UNITS.find((each) => each === unit) ?? "day" } })}
      />
      <Pick
        at="count"
        label={own("count")}
        value={form.count ?? usual}
        options={COUNTS.map((each) => ({ value: each, text: own(`count.${each}`) }))}
        onPick={(count) => change({ count: count === usual ? null : count })}
      />
    </>
  );
}
