/**
 * Where every card stands: the tree from left to right, a parent in the middle of its children,
 * guardrails and outcomes in the room that the first column leaves below and above the North Star.
 */
import type { TreeCard, TreeLink } from "@/api/types";

export interface Size {
  width: number;
  height: number;
}

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
  card: Size;
  star: Size; // the North Star's card is larger
}

const HEIGHT = { card: 96, star: 118 } as const;
const WIDTH = { least: 204, most: 260, star: 40 } as const; // the star's is so much more
const GAP = { x: 56, most: 110, y: 12, family: 10, lane: 46 } as const;
const ROW = HEIGHT.card + GAP.y;
const HEAD = 26;

/** Lays out a page; where `room` is wider than the tree needs, cards and gaps grow into it. */
export function layOut(root: string, cards: TreeCard[], links: TreeLink[], room: Size): Layout {
  const rows = placeRows(root, firstParentOnly(links));
  const { width, gap } = widths(rows, room);
  const star = { width: width + WIDTH.star, height: HEIGHT.star };
  const spots = new Map<string, Spot>();
  for (const [name, { depth, y }] of rows) {
    spots.set(name, { x: depth === 0 ? 0 : star.width + gap + (depth - 1) * (width + gap), y });
  }
  // The larger card keeps its middle where an ordinary one would have it.
  const middle = (rows.get(root)?.y ?? 0) - (HEIGHT.star - HEIGHT.card) / 2;
  spots.set(root, { x: 0, y: middle });

  const guardrails = cards.filter((card) => card.lane === "guardrail");
  const outcomes = cards.filter((card) => card.lane === "outcome");
  const below = Math.max(bottomOf(rows) - heightOf(guardrails.length), middle + HEIGHT.star + GAP.lane);
  const above = Math.min(GAP.lane / 2, middle - heightOf(outcomes.length) - GAP.lane);
  const heads = [...placeLane("outcome", outcomes, above, spots), ...placeLane("guardrail", guardrails, below, spots)];
  return { spots, heads, card: { width, height: HEIGHT.card }, star };
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

type Rows = Map<string, { depth: number; y: number }>;

function placeRows(root: string, children: Map<string, string[]>): Rows {
  const rows: Rows = new Map();
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
    rows.set(name, { depth, y });
    return y;
  };
  place(root, 0);
  return rows;
}

/** Card width and gap: what is left of the room when the tree fills its height is shared out. */
function widths(rows: Rows, room: Size): { width: number; gap: number } {
  const columns = 1 + Math.max(0, ...[...rows.values()].map((row) => row.depth));
  const needed = WIDTH.star + columns * WIDTH.least + (columns - 1) * GAP.x;
  const spare = room.height > 0 ? (room.width / room.height) * bottomOf(rows) - needed : 0;
  const width = clamp(WIDTH.least + (spare * 0.6) / columns, WIDTH.least, WIDTH.most);
  const gap = clamp(GAP.x + (spare * 0.3) / columns, GAP.x, GAP.most);
  return { width: Math.round(width), gap: Math.round(gap) };
}

function placeLane(lane: LaneHead["lane"], cards: TreeCard[], top: number, spots: Map<string, Spot>): LaneHead[] {
  cards.forEach((card, index) => spots.set(card.metric, { x: 0, y: top + index * ROW }));
  return cards.length > 0 ? [{ lane, spot: { x: 0, y: top - HEAD } }] : [];
}

function bottomOf(rows: Rows): number {
  return Math.max(0, ...[...rows.values()].map((row) => row.y)) + HEIGHT.card;
}

function heightOf(count: number): number {
  return count * ROW - GAP.y;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
