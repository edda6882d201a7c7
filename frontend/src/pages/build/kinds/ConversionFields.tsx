/** From one thing to another within some time. */
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { ModelFields } from "./ModelFields";
import { RowsFilter } from "./RowsFilter";
import { WithinFields } from "./WithinFields";

export function ConversionFields() {
  const own = useTexts(texts);
  return (
    <>
      <ModelFields entity />
      <RowsFilter at="first" label={own("first")} hint={own("first.hint")} />
      <RowsFilter at="second" label={own("second")} hint={own("second.hint")} />
      <WithinFields usual="entities" />
    </>
  );
}
