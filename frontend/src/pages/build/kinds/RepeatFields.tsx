/** The same again within some time. */
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { ModelFields } from "./ModelFields";
import { RowsFilter } from "./RowsFilter";
import { WithinFields } from "./WithinFields";

export function RepeatFields() {
  const own = useTexts(texts);
  return (
    <>
      <ModelFields entity />
      <RowsFilter at="event" label={own("event")} />
      <WithinFields usual="events" />
    </>
  );
}
