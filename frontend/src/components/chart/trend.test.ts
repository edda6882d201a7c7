import { expect, test } from "vitest";
import type { TrendPoint } from "@/api/types";
import { pinsOf, type TrendMark } from "./trend";

const week = (start: string): TrendPoint => ({
  start,
  name: { en: start, zh: start },
  value: 1,
  before: null,
  low: null,
  high: null,
  complete: true,
});
const mark = (on: string, text: string): TrendMark => ({
  on,
  until: on,
  kind: "annotation",
  text: { en: text, zh: text },
  author: null,
});
const WEEKS = ["2026-11-02", "2026-11-09", "2026-11-16"].map(week);

test("marks of one period share a letter, in order of their days", () => {
  const pins = pinsOf(WEEKS, [mark("2026-11-20", "c"), mark("2026-11-15", "b"), mark("2026-11-09", "a")]);
  expect(pins.map(({ letter, place, marks }) => [letter, place, marks.map((each) => each.text.en)])).toEqual([
    ["A", 1, ["a", "b"]],
    ["B", 2, ["c"]],
  ]);
});

test("what began before the first period has no place on the trend", () => {
  expect(pinsOf(WEEKS, [mark("2026-10-31", "too early")])).toEqual([]);
});
