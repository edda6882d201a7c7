/** A formula over metrics, with the metrics to choose from. */
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Pick, Write } from "../fields/controls";
import { useEditing } from "../editing";
import { texts } from "./texts";

export function DerivedFields() {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { choices, form, change } = useEditing();
  const metrics = choices.metrics.filter((each) => each.kind !== null && each.metric !== form.name);
  return (
    <>
      <Write
        at="formula"
        label={own("formula")}
        hint={own("formula.hint")}
        wide
        code
        lines
        value={form.formula}
        onWrite={(formula) => change({ formula })}
      />
      <Pick
        at="formula.add"
        label={own("formula.add")}
        wide
        value={null}
        none={own("formula.add.choose")}
        options={metrics.map((each) => ({ value: each.metric, text: `${say(each.label)} (${each.metric})` }))}
        onPick={(metric) => metric && change({ formula: `${form.formula} ${metric}`.trimStart() })}
      />
    </>
  );
}
