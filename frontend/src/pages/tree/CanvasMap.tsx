/** A map of the tree, while not all of it is in view; a click or a drag on it goes there. */
import { useReactFlow, useStore } from "@xyflow/react";
import type { PointerEvent } from "react";
import { useTexts } from "@/i18n/texts";
import type { Graph } from "./useGraph";
import type { TreeNode } from "./graph";
import { texts } from "./texts";
import styles from "./CanvasMap.module.css";

const WIDE = { width: 168, height: 116 };
const TALL = { width: 56, height: 420 };
const MARGIN = 60;

export default function CanvasMap({ nodes }: Pick<Graph, "nodes">) {
  const tx = useTexts(texts);
  const flow = useReactFlow();
  const x = useStore((state) => state.transform[0]);
  const y = useStore((state) => state.transform[1]);
  const zoom = useStore((state) => state.transform[2]);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const tree = boundsOf(nodes);
  const view = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
  if (height === 0 || contains(view, tree)) return null;

  const isTall = tree.bottom - tree.top > 2 * (tree.right - tree.left);
  const size = isTall ? { ...TALL, height: Math.min(TALL.height, height / 2) } : WIDE;
  const scale = Math.max((tree.right - tree.left) / size.width, (tree.bottom - tree.top) / size.height);
  const origin = {
    x: (tree.left + tree.right - size.width * scale) / 2,
    y: (tree.top + tree.bottom - size.height * scale) / 2,
  };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    void flow.setCenter(origin.x + at.x * scale, origin.y + at.y * scale, { zoom });
  };
  return (
    <svg
      className={styles.map}
      role="img"
      aria-label={tx("map")}
      width={size.width}
      height={size.height}
      viewBox={`${origin.x} ${origin.y} ${size.width * scale} ${size.height * scale}`}
      onPointerDown={go}
      onPointerMove={go}
    >
      {nodes.map((node) => (
        <rect
          key={node.id}
          className={styles[kindOf(node)]}
          x={node.position.x}
          y={node.position.y}
          width={node.width ?? 0}
          height={node.height ?? 0}
          rx="10"
        />
      ))}
      <rect
        className={styles.view}
        x={view.left}
        y={view.top}
        width={view.right - view.left}
        height={view.bottom - view.top}
        strokeWidth={1.5 * scale}
      />
    </svg>
  );
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function boundsOf(nodes: readonly TreeNode[]): Box {
  const box = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const { position, width = 0, height = 0 } of nodes) {
    box.left = Math.min(box.left, position.x - MARGIN);
    box.top = Math.min(box.top, position.y - MARGIN);
    box.right = Math.max(box.right, position.x + width + MARGIN);
    box.bottom = Math.max(box.bottom, position.y + height + MARGIN);
  }
  return box;
}

function contains(outer: Box, inner: Box): boolean {
  const spare = MARGIN - 1;
  return (
    outer.left <= inner.left + spare &&
    outer.top <= inner.top + spare &&
    outer.right >= inner.right - spare &&
    outer.bottom >= inner.bottom - spare
  );
}

function kindOf(node: TreeNode): "head" | "rest" | "selected" | "card" | "ok" | "risk" | "off" {
  if (node.type !== "card") return node.type === "rest" ? "rest" : "head";
  const { selected, card } = node.data;
  if (selected) return "selected";
  return card.status === "none" || card.status === "unknown" ? "card" : card.status;
}
