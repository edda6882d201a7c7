/** Who is new, and when they count as having come back. */
import { useTexts } from "@/i18n/texts";
import { Count, Pick } from "../fields/controls";
import { useEditing } from "../editing";
import { texts } from "./texts";
import { ModelFields } from "./ModelFields";
import { RowsFilter } from "./RowsFilter";

const COMEBACKS = ["offset", "days"] as const;

export function RetentionFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  const { comeback } = form;
  const set = (part: Partial<typeof comeback>): void => change({ comeback: { ...comeback, ...part } });
  return (
    <>
      <ModelFields entity />
      <RowsFilter at="cohort" label={own("cohort")} hint={own("cohort.hint")} />
      <RowsFilter at="returns" label={own("returns")} hint={own("returns.hint")} />
      <Pick
        at="comeback.kind"
        label={own("comeback")}
        value={comeback.kind}
        options={COMEBACKS.map((each) => ({ value: each, text: own(`comeback.${each}`) }))}
        onPick={(kind) => set({ kind: COMEBACKS.find((each) => each === kind) ?? "offset" })}
      />
      {comeback.kind === "offset" ? (
        <Count
          at="comeback"
          label={own("comeback.later")}
          value={comeback.offset}
          least={1}
          step={1}
          onCount={(offset) => set({ offset })}
        />
      ) : (
        <>
          <Count
            at="comeback"
            label={own("comeback.first")}
            value={comeback.first}
            least={0}
            step={1}
            onCount={(first) => set({ first })}
          />
          <Count
            at="comeback.until"
            label={own("comeback.until")}
            value={comeback.until}
            least={1}
            step={1}
            onCount={(until) => set({ until })}
          />
        </>
      )}
    </>
  );
}
