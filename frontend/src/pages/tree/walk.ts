/** Which card a key leads to: along the tree where there is an edge, else to the nearest card that way. */
import type { Layout, Spot } from "./layout";
import type { Row } from "./shown";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";
export type Along = Pick<Row, "id" | "depth">;

export function isArrow(key: string): key is Arrow {
  return key in STEPS;
}

export function walk(from: string, arrow: Arrow, rows: readonly Along[], layout: Layout): string | undefined {
  return STEPS[arrow](from, rows, layout);
}

type Step = (from: string, rows: readonly Along[], layout: Layout) => string | undefined;

const STEPS: Record<Arrow, Step> = {
  ArrowLeft: (from, rows) => {
    const index = rows.findIndex((row) => row.id === from);
    const depth = rows[index]?.depth ?? 0;
    return rows.slice(0, Math.max(0, index)).findLast((row) => row.depth === depth - 1)?.id;
  },
  ArrowRight: (from, rows, layout) => middleOf(childrenIn(from, rows), from, layout),
  ArrowUp: (from, _, layout) => nearest(from, layout, -1),
  ArrowDown: (from, _, layout) => nearest(from, layout, 1),
  Home: (_, rows) => rows[0]?.id,
  End: (_, rows) => rows.at(-1)?.id,
};

function childrenIn(from: string, rows: readonly Along[]): string[] {
  const index = rows.findIndex((row) => row.id === from);
  const depth = rows[index]?.depth ?? 0;
  if (index < 0) return [];
  const after = rows.slice(index + 1);
  const end = after.findIndex((row) => row.depth <= depth);
  return after
    .slice(0, end < 0 ? undefined : end)
    .filter((row) => row.depth === depth + 1)
    .map((row) => row.id);
}

function middleOf(names: readonly string[], from: string, { spots }: Layout): string | undefined {
  const level = spots.get(from)?.y ?? 0;
  const distance = (name: string): number => Math.abs((spots.get(name)?.y ?? 0) - level);
  return names.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The next card of the same column. */
function nearest(from: string, { spots }: Layout, direction: 1 | -1): string | undefined {
  const here = spots.get(from);
  if (!here) return undefined;
  const ahead = [...spots].filter(([, spot]) => spot.x === here.x && (spot.y - here.y) * direction > 0);
  const far = ([, spot]: [string, Spot]): number => Math.abs(spot.y - here.y);
  return ahead.toSorted((a, b) => far(a) - far(b))[0]?.[0];
}
