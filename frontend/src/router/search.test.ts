import { expect, test } from "vitest";
import { readSearch, writeSearch } from "./search";

test("what is written is read back", () => {
  const search = {
    metric: "周活跃 听众&co",
    at: "2026-11-16",
    versus: "2025-11-17",
    grain: "week",
    lang: "zh",
    tv: "1",
    every: "20",
    show: ["tree", "star"],
    periods: "52",
    by: ["channel", "a,b"],
    pick: ["channel:organic", "channel:∅"],
    where: "seconds > 30",
    as: "stacked",
    weight: ["value:40", "gaming:0"],
    incumbent: "weekly_plays",
  } as const;
  expect(readSearch(writeSearch(search))).toEqual(search);
});

test("what makes no sense in an address is left out", () => {
  expect(readSearch("?at=yesterday&grain=fortnight&lang=fr&tv=yes&every=soon&other=1")).toEqual({});
});

test("nothing to say is no question mark", () => {
  expect(writeSearch({ metric: undefined })).toBe("");
});
