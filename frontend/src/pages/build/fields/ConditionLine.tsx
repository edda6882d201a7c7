/** One row of a condition: a column, how it is compared, with what. */
import type { ColumnPart, ConditionRow } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useEditing } from "../editing";
import { texts } from "./texts";
import { ValueBox } from "./ValueBox";
import styles from "./ConditionLine.module.css";

export interface ConditionLineProps {
  name: string; // which row it is, for whoever cannot see it
  row: ConditionRow;
  columns: readonly ColumnPart[];
  model: string | null;
  onChange: (row: ConditionRow | null) => void;
}

export function ConditionLine({ name, row, columns, model, onChange }: ConditionLineProps) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { operators } = useEditing().choices;
  const column = columns.find((each) => each.name === row.column);
  const kind = column?.kind ?? "text";
  const offered = operators.filter((each) => each.kinds.includes(kind));
  const operator = operators.find((each) => each.operator === row.operator);

  const pickColumn = (picked: string): void => {
    const next = columns.find((each) => each.name === picked);
    const fits = next && operators.some((each) => each.operator === row.operator && each.kinds.includes(next.kind));
    const usual = next?.kind === "truth" ? "true" : next?.kind === "number" ? "at_least" : "is";
    onChange({ column: picked, operator: fits ? row.operator : usual, values: [] });
  };
  const pickOperator = (picked: string): void => {
    const takes = operators.find((each) => each.operator === picked)?.values;
    onChange({
      ...row,
      operator: picked,
      values: takes === "none" ? [] : takes === "one" ? row.values.slice(0, 1) : row.values,
    });
  };

  return (
    <div className={styles.line} role="group" aria-label={name}>
      <select
        aria-label={own("condition.column")}
        value={row.column}
        onChange={(event) => pickColumn(event.target.value)}
      >
        <option value="">{own("condition.column.choose")}</option>
        {!column && row.column !== "" && <option value={row.column}>{row.column}</option>}
        <ColumnOptions columns={columns} />
      </select>
      <select
        aria-label={own("condition.operator")}
        value={row.operator}
        onChange={(event) => pickOperator(event.target.value)}
      >
        {offered.map((each) => (
          <option key={each.operator} value={each.operator}>
            {say(each.label)}
          </option>
        ))}
      </select>
      {operator && operator.values !== "none" && (
        <ValueBox
          key={row.column}
          model={model}
          column={row.column}
          kind={kind}
          several={operator.values === "several"}
          values={row.values}
          onChange={(values) => onChange({ ...row, values })}
        />
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.square} ${styles.remove}`}
        aria-label={`${own("condition.remove")}: ${name}`}
        title={own("condition.remove")}
        onClick={() => onChange(null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Columns as they are best looked through: dimensions, then the rest, then those of joined models. */
export function ColumnOptions({ columns }: { columns: readonly ColumnPart[] }) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const joined = (column: ColumnPart): boolean => column.name.includes(".");
  const groups = [
    { label: own("columns.dimensions"), columns: columns.filter((each) => each.dimension && !joined(each)) },
    { label: own("columns.others"), columns: columns.filter((each) => !each.dimension && !joined(each)) },
    { label: own("columns.joined"), columns: columns.filter(joined) },
  ].filter((group) => group.columns.length > 0);
  const options = (listed: readonly ColumnPart[]) =>
    listed.map((column) => (
      <option key={column.name} value={column.name}>
        {column.label && say(column.label) !== column.name ? `${say(column.label)} (${column.name})` : column.name}
      </option>
    ));
  if (groups.length === 1) return <>{options(columns)}</>;
  return groups.map((group) => (
    <optgroup key={group.label} label={group.label}>
      {options(group.columns)}
    </optgroup>
  ));
}
