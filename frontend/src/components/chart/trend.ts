/** What a trend is drawn from: a document's points, and what is told about them. */
import type { Grain, TrendPoint, Words } from "@/api/types";
import type { Unit } from "@/format/number";

/** Something that happened: a vertical line on the trend. */
export interface TrendMark {
  on: string; // first day
  until: string | null; // last day
  kind: "annotation" | "initiative" | "experiment" | "definition" | "event";
  text: Words;
  author: string | null;
}

/** Where the running period is likely to close. */
export interface Projection {
  projected: number;
  low: number;
  high: number;
}

export interface Trended {
  points: readonly TrendPoint[];
  grain: Grain;
  unit: Unit;
  before: Words; // what the dashed line is called
  target?: number | null;
  bound?: number | null;
  projection?: Projection | null;
  marks?: readonly TrendMark[];
}

/** The marks of one period, under one letter. */
export interface Pin {
  letter: string;
  place: number; // of the period among the points
  marks: TrendMark[];
}

/** Marks by the period in which they begin, in order; those before the first or after the last point are left out. */
export function pinsOf(points: readonly TrendPoint[], marks: readonly TrendMark[]): Pin[] {
  const byPlace = new Map<number, TrendMark[]>();
  for (const mark of marks.toSorted((a, b) => a.on.localeCompare(b.on))) {
    const place = points.findLastIndex((point) => point.start <= mark.on);
    if (place < 0) continue;
    byPlace.set(place, [...(byPlace.get(place) ?? []), mark]);
  }
  return [...byPlace].map(([place, found], index) => ({ letter: letterAt(index), place, marks: found }));
}

/** A, B … Z, A1, B1 … */
function letterAt(index: number): string {
  const turn = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (turn || "");
}
