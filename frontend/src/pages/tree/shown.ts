/** What of a tree is on screen: folded branches left out, what stays unexplained put in, in the order of the mode. */
import type { TreeCard, TreeLink, TreePage, UnexplainedPart } from "@/api/types";

export type Mode = "values" | "contribution";

/** One place in the tree: a metric, or what stays unexplained at one. */
export interface Row {
  id: string; // the metric, or `? metric` for the rest that stays there
  card: TreeCard | null;
  rest: UnexplainedPart | null;
  link: TreeLink | undefined; // to the parent under which it stands; none for the North Star
  depth: number; // of the North Star 0
  position: number; // among its siblings, from 1
  siblings: number;
  below: number; // how many metrics drive it, all levels together
  folded: boolean;
}

export interface Shown {
  rows: Row[]; // parents before their children
  beside: TreeCard[]; // guardrails and outcomes
  links: TreeLink[]; // between the rows
}

export interface Folding {
  levels: number;
  folded: readonly string[]; // metrics that are folded where their level is not, or the other way round
  revealed: ReadonlySet<string>; // metrics that are shown whatever is folded
}

const REST = "? ";
const MANY = 60;

/** How many levels are open where nobody said: all, of a tree that fits. */
export function usualLevels(page: TreePage): number {
  return page.cards.length > MANY ? 3 : 9;
}

export function showTree(page: TreePage, mode: Mode, folding: Folding): Shown {
  const cards = new Map(page.cards.map((card) => [card.metric, card]));
  const rests = new Map(page.unexplained.map((rest) => [rest.parent, rest]));
  const children = childrenOf(page.links, mode);
  const rows: Row[] = [];
  const visit = (at: Omit<Row, "below" | "folded">): void => {
    const own = children.get(at.id) ?? [];
    const rest = rests.get(at.id);
    const below = countBelow(at.id, children);
    const folded = below > 0 && isFolded(at.id, at.depth, folding, children);
    rows.push({ ...at, below, folded });
    if (folded) return;
    const siblings = own.length + (rest ? 1 : 0);
    own.forEach((link, index) => {
      const card = cards.get(link.child) ?? null;
      visit({ id: link.child, card, rest: null, link, depth: at.depth + 1, position: index + 1, siblings });
    });
    if (!rest) return;
    const place = { depth: at.depth + 1, position: siblings, siblings, below: 0, folded: false };
    rows.push({ id: REST + at.id, card: null, rest, link: undefined, ...place });
  };
  const star = cards.get(page.north_star) ?? null;
  visit({ id: page.north_star, card: star, rest: null, link: undefined, depth: 0, position: 1, siblings: 1 });
  const seen = new Set(rows.map((row) => row.id));
  const open = new Set(rows.filter((row) => !row.folded).map((row) => row.id));
  return {
    rows,
    beside: page.cards.filter((card) => card.lane !== "tree"),
    links: page.links.filter((link) => open.has(link.parent) && seen.has(link.child)),
  };
}

/** The links of each parent, every child under the first parent that names it; by contribution where that is shown. */
export function childrenOf(links: readonly TreeLink[], mode: Mode): Map<string, TreeLink[]> {
  const placed = new Set<string>();
  const children = new Map<string, TreeLink[]>();
  for (const link of links) {
    if (placed.has(link.child)) continue;
    placed.add(link.child);
    const known = children.get(link.parent);
    if (known) known.push(link);
    else children.set(link.parent, [link]);
  }
  if (mode === "contribution") for (const own of children.values()) own.sort(largestFirst);
  return children;
}

/** The way from a metric up to the North Star, by every parent. */
export function ancestorsOf(metric: string, links: readonly TreeLink[]): Set<string> {
  const found = new Set([metric]);
  for (const name of found) for (const link of links) if (link.child === name) found.add(link.parent);
  found.delete(metric);
  return found;
}

/** The metric with what it drives and what drives it: what is looked at when one is opened. */
export function aroundOf(metric: string, links: readonly TreeLink[]): Set<string> {
  const drivers = links.filter((link) => link.parent === metric).map((link) => link.child);
  return new Set([metric, REST + metric, ...ancestorsOf(metric, links), ...drivers]);
}

function isFolded(id: string, depth: number, folding: Folding, children: Map<string, TreeLink[]>): boolean {
  if (folding.revealed.size > 0 && reveals(id, folding.revealed, children)) return false;
  return depth >= folding.levels - 1 !== folding.folded.includes(id);
}

function reveals(id: string, revealed: ReadonlySet<string>, children: Map<string, TreeLink[]>): boolean {
  return (children.get(id) ?? []).some((link) => revealed.has(link.child) || reveals(link.child, revealed, children));
}

function countBelow(id: string, children: Map<string, TreeLink[]>): number {
  return (children.get(id) ?? []).reduce((count, link) => count + 1 + countBelow(link.child, children), 0);
}

/** From what added most to what took most away; what has no contribution comes last. */
function largestFirst(one: TreeLink, other: TreeLink): number {
  if (one.contribution === null || other.contribution === null)
    return Number(one.contribution === null) - Number(other.contribution === null);
  return other.contribution - one.contribution;
}
