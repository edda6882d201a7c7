/** A count, a sum, an average of a period's rows. */
import { useEditing } from "../editing";
import { MeasureFields } from "./MeasureFields";
import { ModelFields } from "./ModelFields";

export function SimpleFields() {
  const { form, change } = useEditing();
  return (
    <>
      <ModelFields />
      <MeasureFields at="measure" measure={form.measure} onChange={(measure) => change({ measure })} />
    </>
  );
}
