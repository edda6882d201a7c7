/** Whose lifecycle, and where in it they stand. */
import { useTexts } from "@/i18n/texts";
import { Pick } from "../fields/controls";
import { useEditing } from "../editing";
import { texts } from "./texts";
import { MetricPick } from "./MetricPick";

const STATES = ["new", "retained", "resurrected", "lapsed"] as const;

export function LifecycleFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  return (
    <>
      <MetricPick
        at="of"
        label={own("of")}
        hint={own("of.hint")}
        value={form.of}
        offers={(metric) => metric.counts_entities}
        onPick={(of) => change({ of })}
      />
      <Pick
        at="state"
        label={own("state")}
        value={form.state}
        options={STATES.map((each) => ({ value: each, text: own(`state.${each}`) }))}
        onPick={(state) => change({ state: state ?? "new" })}
      />
    </>
  );
}
