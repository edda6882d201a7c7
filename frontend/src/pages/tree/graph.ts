/** The page's cards and links as what the canvas library draws. */
import type { TreePage } from "@/api/types";
import type { CardNodeType } from "./CardNode";
import type { DriverEdgeType } from "./DriverEdge";
import type { HeadNodeType } from "./HeadNode";
import type { Layout } from "./layout";
import type { MetricCardProps } from "./MetricCard";

export interface Drawn extends Pick<MetricCardProps, "onOpen" | "onKey"> {
  page: TreePage;
  layout: Layout;
  selected: string;
  reachable: string;
}

export function makeNodes({
  page,
  layout,
  selected,
  reachable,
  onOpen,
  onKey,
}: Drawn): (CardNodeType | HeadNodeType)[] {
  const cards = page.cards.map((card): CardNodeType => ({
    id: card.metric,
    type: "card",
    position: layout.spots.get(card.metric) ?? { x: 0, y: 0 },
    ...(card.metric === page.north_star ? layout.star : layout.card),
    data: {
      card,
      versus: page.versus,
      selected: card.metric === selected,
      reachable: card.metric === reachable,
      onOpen,
      onKey,
    },
  }));
  const heads = layout.heads.map(({ lane, spot }): HeadNodeType => ({
    id: `lane ${lane}`,
    type: "head",
    position: spot,
    data: { lane },
  }));
  return [...cards, ...heads];
}

export function makeEdges(page: TreePage, selected: string): DriverEdgeType[] {
  const onPath = pathTo(selected, page);
  return page.links.map((link): DriverEdgeType => ({
    id: `${link.parent} ${link.child}`,
    source: link.parent,
    target: link.child,
    type: "driver",
    data: { link, unit: page.unit, onPath: onPath.has(link.child) && onPath.has(link.parent) },
  }));
}

/** The selected metric and all that it drives, up to the North Star. */
function pathTo(metric: string, page: TreePage): Set<string> {
  const found = new Set([metric]);
  for (const name of found) {
    for (const link of page.links) if (link.child === name) found.add(link.parent);
  }
  return found;
}
