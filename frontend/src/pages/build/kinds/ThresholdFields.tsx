/** Who is counted, what is measured of each, and the bar that they must reach. */
import type { HavingForm } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { ConditionRows } from "../fields/ConditionRows";
import { Write } from "../fields/controls";
import { measuredColumns, useEditing, withItem } from "../editing";
import { FieldGroup } from "../fields/Field";
import { texts } from "./texts";
import { MeasureFields } from "./MeasureFields";
import { ModelFields } from "./ModelFields";
import { RowsFilter } from "./RowsFilter";
import styles from "./parts.module.css";

const NOTHING: HavingForm = {
  name: "",
  measure: { agg: "count", expr: null, percentile: null, filter: { join: "and", rows: [], raw: null } },
};

export function ThresholdFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  const set = (place: number, having: HavingForm | null): void =>
    change({ having: withItem(form.having, place, having) });
  return (
    <>
      <ModelFields entity />
      <RowsFilter at="filter" label={own("filter")} />
      <FieldGroup at="having" label={own("having")} hint={own("having.hint")}>
        {form.having.map((each, place) => (
          // eslint-disable-next-line react/no-array-index-key -- what is measured has no name yet while it is typed
          <div key={place} className={styles.part}>
            <Write
              at={`having.${place}.name`}
              label={own("having.name")}
              value={each.name}
              code
              placeholder="days"
              onWrite={(name) => set(place, { ...each, name })}
            />
            <MeasureFields
              at={`having.${place}`}
              measure={each.measure}
              onChange={(measure) => set(place, { ...each, measure })}
            />
            {form.having.length > 1 && (
              <button type="button" className={`${controls.button} ${styles.remove}`} onClick={() => set(place, null)}>
                <Icon name="close" />
                {own("having.remove", { name: each.name })}
              </button>
            )}
          </div>
        ))}
        <div>
          <button
            type="button"
            className={controls.button}
            onClick={() => change({ having: [...form.having, NOTHING] })}
          >
            <Icon name="plus" />
            {own("having.add")}
          </button>
        </div>
      </FieldGroup>
      <ConditionRows
        at="test"
        label={own("test")}
        hint={own("test.hint")}
        condition={form.test}
        columns={measuredColumns(form)}
        model={null}
        onChange={(test) => change({ test })}
      />
    </>
  );
}
