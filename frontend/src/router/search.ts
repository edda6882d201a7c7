/** The part of the board's state that is in the URL after `?`: whoever opens the address sees the same. */
import type { Grain, Role, Status } from "@/api/types";
import type { Language } from "@/i18n";

export interface Search {
  metric?: string; // whose panel is open; "none" when it was closed
  at?: string; // first day of the period
  versus?: string; // first day of the period compared with
  grain?: Grain;
  lang?: Language;
  tv?: "1";
  every?: string; // seconds that a page stays on a wall; 0 is for ever
  show?: readonly string[]; // the pages that a wall goes round
  periods?: TrendReach; // of a metric's trend
  dim?: string; // by which its segments are shown
  by?: readonly string[]; // dimensions of its explorer
  pick?: readonly string[]; // `dimension:value`
  where?: string;
  as?: Drawn;
  mode?: "contribution"; // of the tree: what drivers added, instead of values
  slice?: string; // of the tree: `dimension:value`
  levels?: string; // of the tree: how many are unfolded, 1–9
  fold?: readonly string[]; // metrics of the tree that are folded where their level is not, or the other way round
  find?: string; // in the tree
  group?: Grouping; // the headings of the scorecard; by team where it is absent
  sort?: string; // a column of it, `-change` for the largest first
  text?: string; // that its rows hold
  team?: string;
  role?: Role;
  owner?: string;
  status?: readonly Status[];
  sheet?: string; // of a workbook that is imported
  encoding?: string; // in which a text file that is imported is read
  model?: string; // on which a new metric is built
  kind?: string; // of a new metric
  a?: string; // a metric that is walked from, or a candidate
  b?: string; // the metric or number that is walked to, or another candidate
  step?: string; // of choosing
  choice?: string; // the candidate or threshold that is looked at
  weight?: readonly string[]; // of the parts of a score: `value:40`
  incumbent?: string; // the North Star that is up for re-election
}

export const REACHES = ["12", "26", "52", "all"] as const;
export type TrendReach = (typeof REACHES)[number];
export const DRAWN = ["lines", "stacked", "bars"] as const;
export type Drawn = (typeof DRAWN)[number];

export const GROUPS = ["team", "role", "status", "objective", "none"] as const;
export type Grouping = (typeof GROUPS)[number];
export const SORTED = ["metric", "status", "change", "progress", "pace", "owner"] as const;
const ROLES: readonly Role[] = ["north_star", "key_result", "guardrail", "input", "outcome"];
const STATUSES: readonly Status[] = ["ok", "risk", "off", "unknown", "none"];

export const GRAINS: readonly Grain[] = ["day", "week", "month", "quarter", "year"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what can be read; anything else in the address is ignored. */
export function readSearch(text: string): Search {
  const found = new URLSearchParams(text);
  const said = (key: string): string | undefined => found.get(key) ?? undefined;
  return withoutEmpty({
    metric: said("metric"),
    at: dateIn(found.get("at")),
    versus: dateIn(found.get("versus")),
    grain: GRAINS.find((grain) => grain === found.get("grain")),
    lang: (["en", "zh"] as const).find((language) => language === found.get("lang")),
    tv: found.get("tv") === "1" ? "1" : undefined,
    every: /^\d{1,4}$/.exec(found.get("every") ?? "")?.[0],
    show: found.getAll("show"),
    periods: REACHES.find((reach) => reach === found.get("periods")),
    dim: said("dim"),
    by: found.getAll("by"),
    pick: found.getAll("pick"),
    where: said("where"),
    as: DRAWN.find((drawn) => drawn === found.get("as")),
    mode: found.get("mode") === "contribution" ? "contribution" : undefined,
    slice: said("slice"),
    levels: /^[1-9]$/.exec(found.get("levels") ?? "")?.[0],
    fold: found.getAll("fold"),
    find: said("find"),
    group: GROUPS.find((group) => group === said("group")),
    sort: SORTED.some((column) => column === said("sort")?.replace(/^-/, "")) ? said("sort") : undefined,
    text: said("text"),
    team: said("team"),
    role: ROLES.find((role) => role === said("role")),
    owner: said("owner"),
    status: STATUSES.filter((status) => found.getAll("status").includes(status)),
    sheet: said("sheet"),
    encoding: said("encoding"),
    model: said("model"),
    kind: said("kind"),
    a: said("a"),
    b: said("b"),
    step: said("step"),
    choice: said("choice"),
    weight: found.getAll("weight"),
    incumbent: said("incumbent"),
  });
}

/** The search as it stands in an address, with `?`; empty when there is nothing to say. */
export function writeSearch(search: Search): string {
  const pairs = Object.entries(withoutEmpty(search)).flatMap(([key, value]: [string, string | readonly string[]]) =>
    typeof value === "string" ? [[key, value]] : value.map((each) => [key, each]),
  );
  const text = new URLSearchParams(pairs).toString();
  return text ? `?${text}` : "";
}

function dateIn(text: string | null): string | undefined {
  return text && DATE.test(text) ? text : undefined;
}

function withoutEmpty(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== "" && value.length > 0),
  ) as Search;
}
