/** Trees for tests. */
import type { TreeCard, TreeLink, TreePage } from "@/api/types";

export function link(parent: string, child: string, contribution: number | null = null): TreeLink {
  return {
    parent,
    child,
    kind: "identity",
    planned: false,
    contribution,
    share: null,
    low: null,
    high: null,
    weight: 0,
    tone: "neutral",
    reason: null,
  };
}

export function card(metric: string, lane: TreeCard["lane"] = "tree"): TreeCard {
  return { metric, lane, draft: false, label: { en: metric, zh: metric } } as TreeCard;
}

export function page(links: TreeLink[], rest: Partial<TreePage> = {}): TreePage {
  const names = [...new Set(["star", ...links.map((each) => each.child)])];
  return {
    north_star: "star",
    cards: names.map((name) => card(name)),
    links,
    unexplained: [],
    ...rest,
  } as unknown as TreePage;
}

/** A tree in which every metric has `width` drivers, until there are `count` metrics. */
export function wide(count: number, width: number): TreePage {
  const links: TreeLink[] = [];
  for (let index = 1; index < count; index += 1) {
    const parent = Math.floor((index - 1) / width);
    links.push(link(parent === 0 ? "star" : `m${parent}`, `m${index}`));
  }
  return page(links);
}
