/** The nodes and edges of what is shown; those of which nothing changed are the same objects as before. */
import { useMemo, useState } from "react";
import type { DriverEdgeType } from "./DriverEdge";
import { keepEqual, makeEdges, makeNodes, type Drawn, type TreeNode } from "./graph";

export interface Graph {
  nodes: TreeNode[];
  edges: DriverEdgeType[];
}

export function useGraph(drawn: Drawn): Graph {
  const { page, shown, mode, inView, layout, selected, reachable, onOpen, onKey } = drawn;
  const fresh = useMemo(() => {
    const all = { page, shown, mode, inView, layout, selected, reachable, onOpen, onKey };
    return { nodes: makeNodes(all), edges: makeEdges(all) };
  }, [page, shown, mode, inView, layout, selected, reachable, onOpen, onKey]);
  const [kept, keep] = useState<{ from: Graph; graph: Graph }>({ from: fresh, graph: fresh });
  if (kept.from === fresh) return kept.graph;
  const graph = {
    nodes: keepEqual(kept.graph.nodes, fresh.nodes),
    edges: keepEqual(kept.graph.edges, fresh.edges),
  };
  keep({ from: fresh, graph });
  return graph;
}
