/** A total over a window that ends with the period. */
import { useTexts } from "@/i18n/texts";
import { Count, Pick } from "../fields/controls";
import { useEditing } from "../editing";
import { texts } from "./texts";
import { SimpleFields } from "./SimpleFields";

const WINDOWS = ["trailing", "to_date", "all"] as const;
const SINCE = ["month", "quarter", "year"] as const;

export function CumulativeFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  const { window } = form;
  return (
    <>
      <SimpleFields />
      <Pick
        at="window.kind"
        label={own("window")}
        value={window.kind}
        options={WINDOWS.map((each) => ({ value: each, text: own(`window.${each}`) }))}
        onPick={(kind) => change({ window: { ...window, kind: WINDOWS.find((each) => each === kind) ?? "all" } })}
      />
      {window.kind === "trailing" && (
        <Count
          at="window"
          label={own("window.days")}
          value={window.days}
          least={1}
          step={1}
          onCount={(days) => change({ window: { ...window, days } })}
        />
      )}
      {window.kind === "to_date" && (
        <Pick
          at="window"
          label={own("window.since")}
          value={window.since}
          options={SINCE.map((each) => ({ value: each, text: own(`since.${each}`) }))}
          onPick={(since) => change({ window: { ...window, since: SINCE.find((each) => each === since) ?? "year" } })}
        />
      )}
    </>
  );
}
