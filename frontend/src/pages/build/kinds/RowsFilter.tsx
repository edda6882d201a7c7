/** A condition on the rows of the form's model. */
import { ConditionRows } from "../fields/ConditionRows";
import { useEditing, useModel } from "../editing";

type Where = "filter" | "cohort" | "returns" | "event" | "first" | "second";

export function RowsFilter({ at, label, hint }: { at: Where; label: string; hint?: string }) {
  const { form, change } = useEditing();
  const columns = useModel()?.columns ?? [];
  return (
    <ConditionRows
      at={at}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      condition={form[at]}
      columns={columns}
      model={form.model}
      onChange={(condition) => change({ [at]: condition })}
    />
  );
}
