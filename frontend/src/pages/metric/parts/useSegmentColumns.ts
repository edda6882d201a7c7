/** The columns of the segments' table: which there are depends on how segments make up the total. */
import type { RestLine, SegmentLine, SegmentsPart } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { useCells } from "./useCells";

export interface SegmentColumn {
  key: "after" | "change" | "verdict" | "weight" | "contribution" | "excess" | "within" | "mix";
  text: string;
  hint?: string;
  cell: (row: SegmentLine) => string;
  title?: (row: SegmentLine) => string | undefined;
  together: (rest: RestLine) => string; // of the segments that are left out
}

export function useSegmentColumns(found: SegmentsPart): SegmentColumn[] {
  const t = useTexts(texts);
  const { amount, part, signed, changed } = useCells(found.unit);
  const ratio = found.additivity === "by_parts";
  const nothing = (): string => "";
  const verdict: SegmentColumn = {
    key: "verdict",
    text: t("metric.segments.noise"),
    hint: t("metric.segments.noise.long"),
    cell: (row) => (row.verdict === null ? "" : t(`metric.segments.noise.${row.verdict}`)),
    title: ({ low, high }) =>
      low === null || high === null
        ? undefined
        : t("metric.segments.noise.range", { low: amount(low), high: amount(high) }),
    together: nothing,
  };
  const own: SegmentColumn[] = [
    {
      key: "after",
      text: t("metric.segments.value"),
      cell: (row) => amount(row.after),
      together: (rest) => amount(rest.after),
    },
    { key: "change", text: t("metric.segments.change"), cell: changed, together: nothing },
    ...(found.rows.some((row) => row.verdict !== null) ? [verdict] : []),
  ];
  // Where the parts do not make up the total, each stands for itself.
  if (found.note !== null) return own;
  const parts: SegmentColumn[] = [
    {
      key: "weight",
      text: t(ratio ? "metric.segments.weight" : "metric.segments.share"),
      cell: (row) => part(row.weight),
      together: (rest) => part(rest.weight),
    },
    {
      key: "contribution",
      text: t("metric.segments.added"),
      cell: (row) => signed(row.contribution),
      together: (rest) => signed(rest.contribution),
    },
    {
      key: "excess",
      text: t("metric.segments.excess"),
      hint: t("metric.segments.excess.long"),
      cell: (row) => signed(row.excess),
      together: nothing,
    },
  ];
  const rates: SegmentColumn[] = (["within", "mix"] as const).map((key) => ({
    key,
    text: t(`metric.segments.${key}`),
    hint: t(`metric.segments.${key}.long`),
    cell: (row) => signed(row[key]),
    together: nothing,
  }));
  return [...own, ...parts, ...(ratio ? rates : [])];
}
