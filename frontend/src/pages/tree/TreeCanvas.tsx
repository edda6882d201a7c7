/** The tree as a canvas: left to right, to be walked with the arrow keys. */
import { ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import type { TreePage } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { CanvasControls } from "./CanvasControls";
import { CardNode } from "./CardNode";
import { Dots } from "./Dots";
import { DriverEdge } from "./DriverEdge";
import { farAt, FarContext } from "./far";
import { HeadNode } from "./HeadNode";
import { Legend } from "./Legend";
import { RestNode } from "./RestNode";
import { texts } from "./texts";
import { useGraph } from "./useGraph";
import { useLayout } from "./useLayout";
import { useWalk } from "./useWalk";
import type { TreeView } from "./useTreeView";
import styles from "./TreeCanvas.module.css";

const CanvasMap = lazy(() => import("./CanvasMap"));
const NODE_TYPES = { card: CardNode, rest: RestNode, head: HeadNode };
const EDGE_TYPES = { driver: DriverEdge };
// Above this, cards outside the view are not drawn.
const MANY = 60;
const SETTLED_MS = 250;

/** A card to be brought into view; counted, so that the same may be asked for again. */
export interface Goal {
  metric: string;
  count: number;
}

export interface TreeCanvasProps {
  page: TreePage;
  view: TreeView;
  selected: string;
  goal: Goal | null;
  onSelect: (metric: string) => void;
}

export default function TreeCanvas(props: TreeCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ page, view, selected, goal, onSelect }: TreeCanvasProps) {
  const tx = useTexts(texts);
  const far = useStore((state) => farAt(state.transform[2]));
  const { shown, mode, inView } = view;
  const layout = useLayout(shown);
  const { reachable, onKey, bring } = useWalk(shown, layout, selected);
  const graph = useGraph({ page, shown, mode, inView, layout, selected, reachable, onOpen: onSelect, onKey });
  const seen = useMemo(() => new Set(page.cards.map((card) => card.status)), [page.cards]);
  const canvas = useRef<HTMLDivElement>(null);

  // The library draws the cards into an element of its own, which is the tree for whoever hears the page.
  const label = tx("tree.label");
  useEffect(() => {
    const nodes = canvas.current?.querySelector(".react-flow__nodes");
    nodes?.setAttribute("role", "tree");
    nodes?.setAttribute("aria-label", label);
  }, [label]);
  useEffect(() => {
    if (!goal) return undefined;
    // By then the tree has been brought into view as a whole, where it fits.
    const timer = setTimeout(() => bring(goal.metric), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [goal, bring]);

  return (
    <FarContext value={far}>
      <div ref={canvas} className={styles.canvas} data-far={far}>
        <ReactFlow
          nodes={graph.nodes}
          edges={graph.edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          minZoom={0.1}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements={graph.nodes.length > MANY}
        >
          <Dots />
          <Suspense fallback={null}>
            <CanvasMap nodes={graph.nodes} />
          </Suspense>
          <CanvasControls layout={layout} root={page.north_star} />
        </ReactFlow>
        <Legend page={page} seen={seen} />
      </div>
    </FarContext>
  );
}
