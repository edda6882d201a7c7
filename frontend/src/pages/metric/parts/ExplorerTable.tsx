/** A breakdown in numbers: the total, then every segment, period by period, the latest first. */
import { useState } from "react";
import type { ExploredLine, ExplorerPart } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { ordered, SortHead, type Sorting } from "./SortHead";
import { texts } from "./texts";
import { useCells } from "./useCells";
import { useSegmentName } from "./useSegmentName";
import styles from "./Table.module.css";

type Column = "segment" | "after" | "before" | "change" | "weight";

export function ExplorerTable({ found, label, by }: { found: ExplorerPart; label: string; by: readonly string[] }) {
  const { say, t: core } = useSpeech();
  const t = useTexts(texts);
  const nameOf = useSegmentName();
  const { amount, part, changed } = useCells(found.unit);
  const [sorting, setSorting] = useState<Sorting<Column> | null>(null);
  const numbered = found.lines.map((line, index) => ({ line, index, name: nameOf(line) }));
  const rows = sorting
    ? ordered(numbered, sorting, ({ line, name }) => (sorting.column === "segment" ? name : line[sorting.column]))
    : numbered;
  const weighted = found.additivity !== "none" && found.by.length > 0;
  const latestFirst = found.periods.map((period, place) => ({ period, place })).toReversed();
  const head = (column: Column, text: string) => (
    <SortHead column={column} text={text} sorting={sorting} onSort={setSorting} />
  );
  const numbers = (line: ExploredLine) => (
    <>
      <td>{amount(line.after)}</td>
      <td>{amount(line.before)}</td>
      <td className={styles.toned}>{changed(line)}</td>
      {weighted && <td>{part(line.weight)}</td>}
      {latestFirst.map(({ period, place }) => (
        <td key={period.start} className="no-print">
          {amount(line.values[place] ?? null)}
        </td>
      ))}
    </>
  );
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head("segment", by.join(" × ") || t("metric.segments.segment"))}
            {head("after", found.period ? say(found.period.short) : t("metric.segments.value"))}
            {head("before", found.versus ? say(found.versus.short) : "")}
            {head("change", t("metric.segments.change"))}
            {weighted && head("weight", t("metric.segments.share"))}
            {latestFirst.map(({ period }) => (
              <th key={period.start} scope="col" className="no-print">
                {say(period.short)}
                {!period.complete && <em>{core("period.partial.short")}</em>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={styles.total} data-tone={found.total.tone} data-direction={directionOf(found.total)}>
            <th scope="row">{t("metric.explore.total")}</th>
            {numbers(found.total)}
          </tr>
          {rows.map(({ line, index, name }) => (
            <tr key={name} data-tone={line.tone} data-direction={directionOf(line)}>
              <th scope="row">
                {index < found.drawn && <span className={styles.swatch} data-series={index + 1} />}
                {name}
              </th>
              {numbers(line)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function directionOf({ change }: ExploredLine): "up" | "down" | undefined {
  if (!change) return undefined;
  return change > 0 ? "up" : "down";
}
