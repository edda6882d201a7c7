/** A column's head that orders the table: largest first, then smallest first. */
import styles from "./Table.module.css";

export interface Sorting<Column extends string> {
  column: Column;
  upward: boolean; // the smallest first
}

export interface SortHeadProps<Column extends string> {
  column: Column;
  text: string;
  hint?: string;
  sorting: Sorting<Column> | null;
  onSort: (sorting: Sorting<Column>) => void;
}

export function SortHead<Column extends string>({ column, text, hint, sorting, onSort }: SortHeadProps<Column>) {
  const order = sorting?.column === column ? (sorting.upward ? "ascending" : "descending") : "none";
  return (
    <th scope="col" aria-sort={order}>
      <button
        type="button"
        className={styles.sort}
        title={hint}
        data-order={order}
        onClick={() => onSort({ column, upward: order === "descending" })}
      >
        {text}
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d={order === "ascending" ? "M4 1l3 5H1z" : "M4 7 1 2h6z"} fill="currentColor" />
        </svg>
      </button>
    </th>
  );
}

/** Rows in the order of a column; those without a value last, either way. */
export function ordered<Row, Column extends string>(
  rows: readonly Row[],
  { upward }: Sorting<Column>,
  valueOf: (row: Row) => number | string | null,
): Row[] {
  const compared = (a: number | string, b: number | string): number =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return upward ? compared(a, b) : compared(b, a);
  });
}
