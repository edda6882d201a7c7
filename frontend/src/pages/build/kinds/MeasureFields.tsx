/** How rows become one number: what is done, with which column, over which rows. */
import { useId } from "react";
import type { MeasureForm } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { ConditionRows } from "../fields/ConditionRows";
import { Count, Pick, Write } from "../fields/controls";
import { useEditing, useModel } from "../editing";
import { texts } from "./texts";

export interface MeasureFieldsProps {
  at: string;
  measure: MeasureForm;
  onChange: (measure: MeasureForm) => void;
}

export function MeasureFields({ at, measure, onChange }: MeasureFieldsProps) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { choices, form } = useEditing();
  const model = useModel();
  const columns = model?.columns ?? [];
  const list = useId();
  const numeric = ["sum", "avg", "percentile"].includes(measure.agg);
  const suggested = numeric ? columns.filter((column) => column.kind === "number") : columns;
  return (
    <>
      <Pick
        at={`${at}.agg`}
        label={own("measure.agg")}
        value={measure.agg}
        options={choices.aggregates.map((each) => ({ value: each.agg, text: say(each.label) }))}
        onPick={(agg) => onChange({ ...measure, agg: agg ?? "count", ...(agg === "count" ? { expr: null } : {}) })}
      />
      {measure.agg !== "count" && (
        <Write
          at={`${at}.expr`}
          label={own("measure.expr")}
          value={measure.expr ?? ""}
          code
          placeholder={own("measure.expr.example")}
          list={list}
          onWrite={(expr) => onChange({ ...measure, expr: expr === "" ? null : expr })}
        />
      )}
      <datalist id={list}>
        {suggested.map((column) => (
          <option key={column.name} value={column.name}>
            {column.name}
          </option>
        ))}
        {model?.time && <option value="local_date()">{own("measure.day")}</option>}
      </datalist>
      {measure.agg === "percentile" && (
        <Count
          at={`${at}.percentile`}
          label={own("measure.percentile")}
          value={measure.percentile}
          least={0}
          onCount={(percentile) => onChange({ ...measure, percentile })}
        />
      )}
      <ConditionRows
        at={`${at}.filter`}
        label={own("filter")}
        condition={measure.filter}
        columns={columns}
        model={form.model}
        onChange={(filter) => onChange({ ...measure, filter })}
      />
    </>
  );
}
