/**
 * Where every card stands: the tree from left to right, a parent in the middle of its children,
 * guardrails and outcomes in the room that the first column leaves below and above the North Star.
 */
import type { TreeCard, TreeLink } from "@/api/types";

export const CARD = { width: 204, height: 96 } as const;
export const STAR = { width: 244, height: 118 } as const; // the North Star's card is larger
const GAP = { x: 56, y: 12, family: 10, lane: 46 } as const;
const ROW = CARD.height + GAP.y;

export interface Spot {
  x: number;
  y: number;
}

export interface LaneHead {
  lane: "guardrail" | "outcome";
  spot: Spot;
}

export interface Layout {
  spots: Map<string, Spot>;
  heads: LaneHead[];
}

export function layOut(root: string, cards: TreeCard[], links: TreeLink[]): Layout {
  const spots = placeTree(root, firstParentOnly(links));
  const heads: LaneHead[] = [];
  const star = centreStar(root, spots);
  const ys = [...spots.values()].map((spot) => spot.y);
  const bottom = Math.max(0, ...ys) + CARD.height;

  const guardrails = cards.filter((card) => card.lane === "guardrail");
  const below = Math.max(bottom - heightOf(guardrails.length), star.y + STAR.height + GAP.lane);
  placeLane("guardrail", guardrails, below, spots, heads);

  const outcomes = cards.filter((card) => card.lane === "outcome");
  const above = Math.min(GAP.lane / 2, star.y - heightOf(outcomes.length) - GAP.lane);
  placeLane("outcome", outcomes, above, spots, heads);
  return { spots, heads };
}

/** The larger card keeps its middle where an ordinary one would have it. */
function centreStar(root: string, spots: Map<string, Spot>): Spot {
  const { x, y } = spots.get(root) ?? { x: 0, y: 0 };
  const star = { x, y: y - (STAR.height - CARD.height) / 2 };
  spots.set(root, star);
  return star;
}

/** Children by parent, each child under the first parent that names it. */
export function firstParentOnly(links: TreeLink[]): Map<string, string[]> {
  const placed = new Set<string>();
  const children = new Map<string, string[]>();
  for (const { parent, child } of links) {
    if (placed.has(child)) continue;
    placed.add(child);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  return children;
}

function placeTree(root: string, children: Map<string, string[]>): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  let next = 0;
  const place = (name: string, depth: number): number => {
    const below = children.get(name) ?? [];
    const ys = below.map((child) => place(child, depth + 1));
    const first = ys[0];
    const last = ys.at(-1);
    let y = next;
    if (first === undefined || last === undefined) next += ROW;
    else {
      y = (first + last) / 2;
      // Families are told apart by a little more room.
      next = Math.max(next, last + ROW + (below.length > 1 ? GAP.family : 0));
    }
    spots.set(name, { x: depth === 0 ? 0 : STAR.width + GAP.x + (depth - 1) * (CARD.width + GAP.x), y });
    return y;
  };
  place(root, 0);
  return spots;
}

function placeLane(lane: LaneHead["lane"], cards: TreeCard[], top: number, spots: Map<string, Spot>, heads: LaneHead[]): void {
  if (cards.length === 0) return;
  heads.push({ lane, spot: { x: 0, y: top - 26 } });
  cards.forEach((card, index) => spots.set(card.metric, { x: 0, y: top + index * ROW }));
}

function heightOf(count: number): number {
  return count * ROW - GAP.y;
}
