/** Which rows are shown, in which order, under which headings: as the address says. */
import type { Scorecard, ScorecardRow, Status } from "@/api/types";
import type { Language } from "@/i18n";
import { SORTED, type Grouping, type Search } from "@/router/search";

export type Column = (typeof SORTED)[number];

export interface Sorting {
  column: Column;
  downward: boolean; // the largest first
}

/** Rows under one heading; `key` is null for those without a team or an objective. */
export interface Group {
  key: string | null;
  rows: ScorecardRow[];
}

/** `-change` is the largest change first. */
export function readSorting(text: string | undefined): Sorting | null {
  const column = SORTED.find((each) => each === text?.replace(/^-/, ""));
  return column && text ? { column, downward: text.startsWith("-") } : null;
}

export function writeSorting({ column, downward }: Sorting): string {
  return downward ? `-${column}` : column;
}

/** What a click on a column's head asks for: what one looks for first, then the other way round, then nothing. */
export function nextSorting(column: Column, current: Sorting | null): Sorting | null {
  const first = { column, downward: column === "change" };
  if (current?.column !== column) return first;
  return current.downward === first.downward ? { column, downward: !first.downward } : null;
}

/** Rows that pass every filter; `but` is left out, to count what it could choose. */
export function chosen(page: Scorecard, search: Search, language: Language, but?: "status"): ScorecardRow[] {
  const wanted = (search.text ?? "").trim().toLocaleLowerCase(language);
  const statuses = but === "status" ? [] : (search.status ?? []);
  const teams = new Map(page.teams.map((team) => [team.id, team.name]));
  return page.rows.filter(
    (row) =>
      (!search.team || row.team === search.team) &&
      (!search.role || row.role === search.role) &&
      (!search.owner || row.owner?.id === search.owner) &&
      (statuses.length === 0 || statuses.includes(row.status)) &&
      (!wanted || wordsOf(row, teams).some((text) => text.toLocaleLowerCase(language).includes(wanted))),
  );
}

/** How many rows have each status, the worst first as the server counts them. */
export function countStatuses(page: Scorecard, rows: readonly ScorecardRow[]): [Status, number][] {
  return page.counts.map(({ status }) => [status, rows.filter((row) => row.status === status).length]);
}

/** The rows in order, under headings in the project's order; without a sorting by role. */
export function grouped(
  page: Scorecard,
  rows: readonly ScorecardRow[],
  grouping: Grouping,
  sorting: Sorting | null,
  language: Language,
): Group[] {
  const sorted = rows.toSorted(comparing(sorting, language));
  if (grouping === "none") return [{ key: null, rows: sorted }];
  const groups = new Map<string | null, ScorecardRow[]>(orderOf(page, grouping).map((key) => [key, []]));
  for (const row of sorted) {
    const key = keyOf(row, grouping);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].filter(([, found]) => found.length > 0).map(([key, found]) => ({ key, rows: found }));
}

function wordsOf(row: ScorecardRow, teams: Map<string, { en: string; zh: string }>): string[] {
  const team = row.team ? teams.get(row.team) : undefined;
  return [row.metric, row.label.en, row.label.zh, row.owner?.name ?? "", team?.en ?? "", team?.zh ?? ""];
}

function keyOf(row: ScorecardRow, grouping: Exclude<Grouping, "none">): string | null {
  return row[grouping];
}

/** Every heading that may occur, those without a name last. */
function orderOf(page: Scorecard, grouping: Exclude<Grouping, "none">): (string | null)[] {
  if (grouping === "team") return [...page.teams.map((team) => team.id), null];
  if (grouping === "objective") return [...page.objectives.map((objective) => objective.id), null];
  if (grouping === "status") return page.counts.map((count) => count.status);
  const roles = page.rows.toSorted((one, other) => one.order.role - other.order.role).map((row) => row.role);
  return [...new Set(roles)];
}

function comparing(sorting: Sorting | null, language: Language): (one: ScorecardRow, other: ScorecardRow) => number {
  if (!sorting) return (one, other) => one.order.role - other.order.role;
  const turned = sorting.downward ? -1 : 1;
  return (one, other) => {
    const [a, b] = [sortedBy(one, sorting.column, language), sortedBy(other, sorting.column, language)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return turned * (a - b);
    return turned * String(a).localeCompare(String(b), language);
  };
}

function sortedBy(row: ScorecardRow, column: Column, language: Language): number | string | null {
  if (column === "metric") return row.label[language];
  if (column === "owner") return row.owner?.name ?? null;
  return row.order[column];
}
