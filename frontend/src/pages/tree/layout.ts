/**
 * Where every card stands: the tree from left to right, a parent in the middle of its children,
 * guardrails and outcomes in the room that the first column leaves below and above the North Star.
 */
import type { TreeCard } from "@/api/types";
import type { Row } from "./shown";

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

/** What the layout needs to know of a row. */
export type Placed = Pick<Row, "id" | "depth">;

const HEIGHT = { card: 96, star: 118 } as const;
const WIDTH = { least: 204, most: 260, star: 40 } as const; // the star's is so much more
const GAP = { x: 56, most: 110, y: 12, family: 10, lane: 46 } as const;
const ROW = HEIGHT.card + GAP.y;
const HEAD = 26;

/** Lays out rows, parents before their children; where `room` is wider than the tree needs, cards and gaps grow into it. */
export function layOut(rows: readonly Placed[], beside: readonly TreeCard[], room: Size): Layout {
  const levels = placeRows(rows);
  const { width, gap } = widths(rows, levels, room);
  const star = { width: width + WIDTH.star, height: HEIGHT.star };
  const spots = new Map<string, Spot>();
  for (const { id, depth } of rows) {
    spots.set(id, { x: depth === 0 ? 0 : star.width + gap + (depth - 1) * (width + gap), y: levels.get(id) ?? 0 });
  }
  // The larger card keeps its middle where an ordinary one would have it.
  const root = rows[0]?.id ?? "";
  const middle = (levels.get(root) ?? 0) - (HEIGHT.star - HEIGHT.card) / 2;
  spots.set(root, { x: 0, y: middle });

  const guardrails = beside.filter((card) => card.lane === "guardrail");
  const outcomes = beside.filter((card) => card.lane === "outcome");
  const below = Math.max(bottomOf(levels) - heightOf(guardrails.length), middle + HEIGHT.star + GAP.lane);
  const above = Math.min(GAP.lane / 2, middle - heightOf(outcomes.length) - GAP.lane);
  const heads = [...placeLane("outcome", outcomes, above, spots), ...placeLane("guardrail", guardrails, below, spots)];
  return { spots, heads, card: { width, height: HEIGHT.card }, star };
}

/** The height at which each row stands. */
function placeRows(rows: readonly Placed[]): Map<string, number> {
  const levels = new Map<string, number>();
  const below = familiesOf(rows);
  let next = 0;
  const place = (index: number): number => {
    const ys = (below[index] ?? []).map(place);
    const first = ys[0];
    const last = ys.at(-1);
    let y = next;
    if (first === undefined || last === undefined) next += ROW;
    else {
      y = (first + last) / 2;
      // Families are told apart by a little more room.
      next = Math.max(next, last + ROW + (ys.length > 1 ? GAP.family : 0));
    }
    levels.set(rows[index]?.id ?? "", y);
    return y;
  };
  if (rows.length > 0) place(0);
  return levels;
}

/** The children of each row, by index: the rows below it that are one deeper. */
function familiesOf(rows: readonly Placed[]): number[][] {
  const families: number[][] = rows.map(() => []);
  const path: number[] = [];
  rows.forEach(({ depth }, index) => {
    path.length = depth;
    const parent = path[depth - 1];
    if (parent !== undefined) families[parent]?.push(index);
    path[depth] = index;
  });
  return families;
}

/** Card width and gap: what is left of the room when the tree fills its height is shared out. */
function widths(rows: readonly Placed[], levels: Map<string, number>, room: Size): { width: number; gap: number } {
  const columns = 1 + rows.reduce((most, row) => Math.max(most, row.depth), 0);
  const needed = WIDTH.star + columns * WIDTH.least + (columns - 1) * GAP.x;
  const spare = room.height > 0 ? (room.width / room.height) * bottomOf(levels) - needed : 0;
  const width = clamp(WIDTH.least + (spare * 0.6) / columns, WIDTH.least, WIDTH.most);
  const gap = clamp(GAP.x + (spare * 0.3) / columns, GAP.x, GAP.most);
  return { width: Math.round(width), gap: Math.round(gap) };
}

function placeLane(lane: LaneHead["lane"], cards: TreeCard[], top: number, spots: Map<string, Spot>): LaneHead[] {
  cards.forEach((card, index) => spots.set(card.metric, { x: 0, y: top + index * ROW }));
  return cards.length > 0 ? [{ lane, spot: { x: 0, y: top - HEAD } }] : [];
}

function bottomOf(levels: Map<string, number>): number {
  let bottom = 0;
  for (const y of levels.values()) bottom = Math.max(bottom, y);
  return bottom + HEIGHT.card;
}

function heightOf(count: number): number {
  return count * ROW - GAP.y;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
