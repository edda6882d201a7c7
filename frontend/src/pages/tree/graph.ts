/** What is shown as what the canvas library draws; whatever did not change stays the same object, and is not drawn again. */
import { Position, type Edge, type Node, type NodeHandle } from "@xyflow/react";
import type { TreeCard, TreePage } from "@/api/types";
import type { CardNodeType } from "./CardNode";
import type { DriverEdgeType } from "./DriverEdge";
import type { HeadNodeType } from "./HeadNode";
import type { Layout, Size } from "./layout";
import type { MetricCardProps } from "./MetricCard";
import type { RestNodeType } from "./RestNode";
import { ancestorsOf, type Mode, type Row, type Shown } from "./shown";

export type TreeNode = CardNodeType | RestNodeType | HeadNodeType;

export interface Drawn extends Pick<MetricCardProps, "onOpen" | "onKey"> {
  page: TreePage;
  shown: Shown;
  mode: Mode;
  inView: ReadonlySet<string> | null;
  layout: Layout;
  selected: string;
  reachable: string;
}

// The cards themselves say what they are: the library's wrappers and lines add nothing for whoever hears the page.
const NODE = { domAttributes: { "aria-roledescription": undefined } };
const EDGE = { domAttributes: { "aria-hidden": true } };

export function makeNodes(drawn: Drawn): TreeNode[] {
  const { shown, layout } = drawn;
  const heads = layout.heads.map(({ lane, spot }): HeadNodeType => ({
    id: `lane ${lane}`,
    type: "head",
    position: spot,
    ...NODE,
    data: { lane },
  }));
  const lanes = shown.beside.map((card, index) => cardNode(drawn, card, besideRow(card, index, shown.beside.length)));
  const rows = shown.rows.map((row) => (row.card ? cardNode(drawn, row.card, row) : restNode(drawn, row)));
  return [...rows.filter((node) => node !== null), ...lanes, ...heads];
}

export function makeEdges({ page, shown, mode, selected, inView }: Drawn): DriverEdgeType[] {
  const onPath = new Set([selected, ...ancestorsOf(selected, page.links)]);
  const edge = (parent: string, child: string, link: DriverEdgeType["data"]): DriverEdgeType => ({
    id: `${parent} ${child}`,
    source: parent,
    target: child,
    type: "driver",
    ...EDGE,
    data: link,
  });
  const aside = (parent: string, child: string): boolean =>
    inView !== null && !(inView.has(parent) && inView.has(child));
  const common = { unit: page.unit, mode };
  const drivers = shown.links.map(({ parent, child, kind, planned, contribution, low, high, weight, tone }) =>
    edge(parent, child, {
      ...common,
      kind,
      planned,
      contribution,
      low,
      high,
      weight,
      tone,
      onPath: onPath.has(child) && onPath.has(parent),
      aside: aside(parent, child),
    }),
  );
  const rests = shown.rows.flatMap(({ id, rest }) =>
    rest
      ? edge(rest.parent, id, {
          ...common,
          kind: "rest",
          planned: false,
          contribution: rest.contribution,
          low: null,
          high: null,
          weight: rest.weight,
          tone: "neutral",
          onPath: false,
          aside: aside(rest.parent, id),
        })
      : [],
  );
  return [...drivers, ...rests];
}

/** The next nodes or edges, each the object of before where nothing in it is another. */
export function keepEqual<Item extends Node | Edge>(before: readonly Item[], next: readonly Item[]): Item[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return next.map((item) => {
    const same = known.get(item.id);
    return same && isSame(same, item) ? same : item;
  });
}

function isSame(one: Node | Edge, other: Node | Edge): boolean {
  return isAlike(one, other, (key, a, b) => NESTED.has(key) && isAlike(a, b, () => false));
}

const NESTED = new Set(["data", "position"]);

function isAlike(one: unknown, other: unknown, nested: (key: string, a: unknown, b: unknown) => boolean): boolean {
  const a = one as Record<string, unknown>;
  const b = other as Record<string, unknown>;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key] || nested(key, a[key], b[key]));
}

function cardNode(drawn: Drawn, card: TreeCard, row: Row): CardNodeType {
  const { page, layout, inView } = drawn;
  const size = card.metric === page.north_star ? layout.star : layout.card;
  return {
    id: card.metric,
    type: "card",
    position: layout.spots.get(card.metric) ?? { x: 0, y: 0 },
    ...size,
    ...NODE,
    handles: handlesOf(size),
    data: {
      card,
      link: row.link,
      mode: drawn.mode,
      unit: page.unit,
      versus: page.versus,
      level: row.depth + 1,
      position: row.position,
      siblings: row.siblings,
      below: row.below,
      folded: row.folded,
      judged: page.slice === null,
      selected: card.metric === drawn.selected,
      aside: inView !== null && !inView.has(card.metric),
      reachable: card.metric === drawn.reachable,
      onOpen: drawn.onOpen,
      onKey: drawn.onKey,
    },
  };
}

function restNode({ page, layout, inView, reachable, onKey }: Drawn, row: Row): RestNodeType | null {
  if (!row.rest) return null;
  return {
    id: row.id,
    type: "rest",
    position: layout.spots.get(row.id) ?? { x: 0, y: 0 },
    ...layout.card,
    ...NODE,
    handles: handlesOf(layout.card),
    data: {
      id: row.id,
      rest: row.rest,
      unit: page.unit,
      level: row.depth + 1,
      position: row.position,
      siblings: row.siblings,
      aside: inView !== null && !inView.has(row.id),
      reachable: row.id === reachable,
      onKey,
    },
  };
}

/** What stands beside the tree, as rows of one. */
function besideRow(card: TreeCard, index: number, siblings: number): Row {
  const place = { link: undefined, depth: 0, position: index + 1, siblings, below: 0, folded: false };
  return { id: card.metric, card, rest: null, ...place };
}

const handles = new Map<string, NodeHandle[]>();

/** Where edges begin and end, known before the card is drawn: cards out of view need not be measured. */
function handlesOf({ width, height }: Size): NodeHandle[] {
  const key = `${width} ${height}`;
  const known = handles.get(key) ?? [
    { type: "target", position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
    { type: "source", position: Position.Right, x: width, y: height / 2, width: 1, height: 1 },
  ];
  handles.set(key, known);
  return known;
}
