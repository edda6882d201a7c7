import { expect, test } from "vitest";
import type { Scorecard, ScorecardRow } from "@/api/types";
import { readSearch, writeSearch } from "@/router/search";
import { chosen, countStatuses, grouped, nextSorting, readSorting } from "./choosing";
import { asCsv, asTabs } from "./csv";

const same = (text: string) => ({ en: text, zh: text });

function row(
  metric: string,
  more: Omit<Partial<ScorecardRow>, "order"> & { order?: Partial<ScorecardRow["order"]> },
): ScorecardRow {
  const order = { status: 4, role: 3, change: null, progress: null, pace: null, ...more.order };
  return {
    metric,
    label: same(metric),
    team: null,
    objective: null,
    owner: null,
    status: "none",
    role: "input",
    ...more,
    order,
  } as ScorecardRow;
}

const ROWS = [
  row("visits", { team: "growth", label: { en: "Visits", zh: "访问" }, order: { change: 0.2 } }),
  row("crashes", { team: "platform", status: "off", role: "guardrail", order: { status: 0, role: 2, change: -0.5 } }),
  row("regulars", { team: "growth", status: "ok", role: "north_star", order: { status: 3, role: 0 } }),
  row("orphan", { order: { change: 0.1 } }),
];
const PAGE = {
  rows: ROWS,
  counts: [
    { status: "off", count: 1 },
    { status: "ok", count: 1 },
    { status: "none", count: 2 },
  ],
  teams: [
    { id: "growth", name: { en: "Growth", zh: "增长" } },
    { id: "platform", name: { en: "Platform", zh: "平台" } },
  ],
  owners: [],
  objectives: [],
} as unknown as Scorecard;

const names = (rows: readonly ScorecardRow[]) => rows.map((each) => each.metric);
const inGroups = (...asked: Parameters<typeof grouped>) => grouped(...asked).map(({ key, rows }) => [key, names(rows)]);

test("rows stand under their team in the project's order, by role, those of no team last", () => {
  expect(inGroups(PAGE, ROWS, "team", null, "en")).toEqual([
    ["growth", ["regulars", "visits"]],
    ["platform", ["crashes"]],
    [null, ["orphan"]],
  ]);
});

test("headings without a row are left out", () => {
  expect(inGroups(PAGE, ROWS.slice(1, 2), "team", null, "en")).toEqual([["platform", ["crashes"]]]);
});

test("what has no value stands last whichever way the rows are sorted", () => {
  const sorted = (sort: string) => inGroups(PAGE, ROWS, "none", readSorting(sort), "en")[0]?.[1];
  expect(sorted("-change")).toEqual(["visits", "orphan", "crashes", "regulars"]);
  expect(sorted("change")).toEqual(["crashes", "orphan", "visits", "regulars"]);
});

test("a text is found in names of both languages, and in the team's", () => {
  const found = (text: string) => names(chosen(PAGE, { text }, "en"));
  expect(found("VISIT")).toEqual(["visits"]);
  expect(found("访问")).toEqual(["visits"]);
  expect(found("平台")).toEqual(["crashes"]);
  expect(found("nowhere")).toEqual([]);
});

test("statuses are counted as if none was chosen", () => {
  const search = { status: ["off"] as const, team: "growth" };
  expect(names(chosen(PAGE, search, "en"))).toEqual([]);
  expect(countStatuses(PAGE, chosen(PAGE, search, "en", "status"))).toEqual([
    ["off", 0],
    ["ok", 1],
    ["none", 1],
  ]);
});

test("a head asks for one way, the other, and no order", () => {
  const first = nextSorting("change", null);
  const second = nextSorting("change", first);
  expect([first?.downward, second?.downward, nextSorting("change", second)]).toEqual([true, false, null]);
  expect(nextSorting("status", first)).toEqual({ column: "status", downward: false });
});

test("the scorecard's part of the address is read as it was written, and nonsense is ignored", () => {
  const search = {
    group: "status",
    sort: "-change",
    text: "歌",
    team: "growth",
    role: "input",
    status: ["off", "risk"],
  } as const;
  expect(readSearch(writeSearch(search))).toEqual({ ...search, status: ["risk", "off"] });
  expect(readSearch("?group=moon&sort=-moon&role=moon&status=moon")).toEqual({});
});

test("cells keep their commas, and a name never becomes a formula", () => {
  const lines = [["a,b", 'say "hi"', "=1+1", -1.5, null]];
  expect(asCsv(lines)).toBe('\uFEFF"a,b","say ""hi""",\'=1+1,-1.5,\r\n');
  expect(asTabs([["a\tb", 2]])).toBe("a b\t2");
});
