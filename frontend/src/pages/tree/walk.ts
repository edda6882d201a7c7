/** Which card an arrow key leads to: along the tree where there is an edge, else to the nearest card that way. */
import type { TreeLink } from "@/api/types";
import type { Layout, Spot } from "./layout";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export function isArrow(key: string): key is Arrow {
  return key in STEPS;
}

export function walk(from: string, arrow: Arrow, links: TreeLink[], layout: Layout): string | undefined {
  return STEPS[arrow](from, links, layout);
}

type Step = (from: string, links: TreeLink[], layout: Layout) => string | undefined;

const STEPS: Record<Arrow, Step> = {
  ArrowLeft: (from, links) => links.find((link) => link.child === from)?.parent,
  ArrowRight: (from, links, layout) =>
    middleOf(
      links.filter((link) => link.parent === from),
      from,
      layout,
    ),
  ArrowUp: (from, _, layout) => nearest(from, layout, -1),
  ArrowDown: (from, _, layout) => nearest(from, layout, 1),
};

function middleOf(links: TreeLink[], from: string, { spots }: Layout): string | undefined {
  const level = spots.get(from)?.y ?? 0;
  const distance = (name: string): number => Math.abs((spots.get(name)?.y ?? 0) - level);
  return links.map((link) => link.child).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The next card of the same column. */
function nearest(from: string, { spots }: Layout, direction: 1 | -1): string | undefined {
  const here = spots.get(from);
  if (!here) return undefined;
  const ahead = [...spots].filter(([, spot]) => spot.x === here.x && (spot.y - here.y) * direction > 0);
  const far = ([, spot]: [string, Spot]): number => Math.abs(spot.y - here.y);
  return ahead.toSorted((a, b) => far(a) - far(b))[0]?.[0];
}
