/** Segments as a table, in the order of any of its columns. */
import { useState } from "react";
import type { RestLine, SegmentLine, SegmentsPart } from "@/api/types";
import { Sparkline } from "@/components/Sparkline";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { ordered, SortHead, type Sorting } from "./SortHead";
import { texts } from "./texts";
import { useSegmentColumns, type SegmentColumn } from "./useSegmentColumns";
import styles from "./Table.module.css";

type Column = "value" | SegmentColumn["key"];

export function SegmentsTable({ found }: { found: SegmentsPart }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const [sorting, setSorting] = useState<Sorting<Column> | null>(null);
  const columns = useSegmentColumns(found);
  const kept = found.rows.some((row) => row.spark.length > 0);
  const dimension = found.dimensions.find((each) => each.dimension === found.dimension);
  const rows = sorting ? ordered(found.rows, sorting, (row) => row[sorting.column]) : found.rows;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.frame} tabIndex={0} role="region" aria-label={t("metric.segments")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <SortHead
              column="value"
              text={dimension ? say(dimension.label) : t("metric.segments.segment")}
              sorting={sorting}
              onSort={setSorting}
            />
            {columns.map(({ key, text, hint }) => (
              <SortHead key={key} column={key} text={text} hint={hint} sorting={sorting} onSort={setSorting} />
            ))}
            {kept && <th scope="col">{t("metric.segments.latest")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.value ?? "∅"} row={row} columns={columns} kept={kept} />
          ))}
        </tbody>
        {found.rest && <Rest rest={found.rest} columns={columns} />}
      </table>
    </div>
  );
}

function Row({ row, columns, kept }: { row: SegmentLine; columns: readonly SegmentColumn[]; kept: boolean }) {
  const t = useTexts(texts);
  const { change } = row;
  return (
    <tr data-tone={row.tone} data-direction={change ? (change > 0 ? "up" : "down") : undefined}>
      <th scope="row" data-null={row.value === null}>
        {row.value ?? t("metric.segments.null")}
      </th>
      {columns.map(({ key, cell, title }) => (
        <td
          key={key}
          className={key === "change" ? styles.toned : undefined}
          data-verdict={key === "verdict" ? (row.verdict ?? "") : undefined}
          title={title?.(row)}
        >
          {key === "contribution" && <Bar reach={row.reach} />}
          {cell(row)}
        </td>
      ))}
      {kept && (
        <td className={styles.spark}>
          <Sparkline values={row.spark} />
        </td>
      )}
    </tr>
  );
}

function Bar({ reach }: { reach: number }) {
  return (
    <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={reach * 100} height="10" />
    </svg>
  );
}

function Rest({ rest, columns }: { rest: RestLine; columns: readonly SegmentColumn[] }) {
  const t = useTexts(texts);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("metric.segments.rest", { count: rest.count })}</th>
        {columns.map(({ key, together }) => (
          <td key={key}>{together(rest)}</td>
        ))}
      </tr>
    </tfoot>
  );
}
