/** The tree as a canvas: left to right, to be walked with the arrow keys. */
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useMemo } from "react";
import type { TreePage } from "@/api/types";
import { useSpeech } from "@/i18n";
import { CanvasControls } from "./CanvasControls";
import { CardNode } from "./CardNode";
import { DriverEdge } from "./DriverEdge";
import { HeadNode } from "./HeadNode";
import { Legend } from "./Legend";
import { makeEdges, makeNodes } from "./graph";
import { useLayout } from "./useLayout";
import { useWalk } from "./useWalk";
import styles from "./TreeCanvas.module.css";

const NODE_TYPES = { card: CardNode, head: HeadNode };
const EDGE_TYPES = { driver: DriverEdge };
// Below this zoom, cards show less in larger letters.
const FAR = 0.76;
// Above this, cards outside the view are not drawn.
const MANY = 80;

export interface TreeCanvasProps {
  page: TreePage;
  selected: string;
  onSelect: (metric: string) => void;
}

export default function TreeCanvas(props: TreeCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ page, selected, onSelect }: TreeCanvasProps) {
  const { t } = useSpeech();
  const far = useStore((state) => state.transform[2] < FAR);
  const layout = useLayout(page);
  const { reachable, onKey } = useWalk(page, layout, selected);
  const nodes = useMemo(
    () => makeNodes({ page, layout, selected, reachable, onOpen: onSelect, onKey }),
    [page, layout, selected, reachable, onSelect, onKey],
  );
  const edges = useMemo(() => makeEdges(page, selected), [page, selected]);
  const seen = useMemo(() => new Set(page.cards.map((card) => card.status)), [page]);
  return (
    <div className={styles.canvas} data-far={far} role="group" aria-label={t("tree.label")}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        minZoom={0.2}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={page.cards.length > MANY}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} />
        <CanvasControls layout={layout} root={page.north_star} />
      </ReactFlow>
      <Legend seen={seen} versus={page.versus} />
    </div>
  );
}
