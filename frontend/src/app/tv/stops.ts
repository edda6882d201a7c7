/** The pages that a wall screen goes round, by the names that stand in its address: `show=star&show=tree`. */
import { pageAt } from "@/pages/pages";
import { HOME, pathTo, SCORECARD, TREE, WHY } from "@/router/paths";

const STOPS: Record<string, (star: string | null) => string | null> = {
  star: () => HOME,
  tree: () => TREE,
  scorecard: () => SCORECARD,
  why: (star) => star && pathTo(WHY, { metric: star }),
};

const SECONDS = 30;
const LEAST_SECONDS = 2;

/** Addresses in the order asked for; all of them when nothing is asked. A name that no page has is passed over. */
export function stopsOf(show: readonly string[] | undefined, star: string | null): string[] {
  const names = show && show.length > 0 ? show : Object.keys(STOPS);
  const paths = names.map((name) => STOPS[name]?.(star) ?? null);
  return paths.filter((path): path is string => path !== null && pageAt(path) !== undefined);
}

/** How long a page stays; 0 is for ever. */
export function secondsOf(every: string | undefined): number {
  if (every === undefined) return SECONDS;
  const seconds = Number(every);
  return seconds === 0 ? 0 : Math.max(LEAST_SECONDS, seconds);
}
