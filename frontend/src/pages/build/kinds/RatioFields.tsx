/** One metric over another. */
import { useTexts } from "@/i18n/texts";
import { useEditing } from "../editing";
import { texts } from "./texts";
import { MetricPick } from "./MetricPick";

export function RatioFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  return (
    <>
      <MetricPick
        at="numerator"
        label={own("numerator")}
        value={form.numerator}
        onPick={(numerator) => change({ numerator })}
      />
      <MetricPick
        at="denominator"
        label={own("denominator")}
        value={form.denominator}
        onPick={(denominator) => change({ denominator })}
      />
    </>
  );
}
