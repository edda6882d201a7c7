/** How the tree is brought into view: all of it, unless its letters would become too small to read. */
import { getViewportForBounds, type ReactFlowInstance } from "@xyflow/react";
import type { Layout } from "./layout";

export const FIT = { padding: { x: "24px", y: "16px", bottom: "60px" }, minZoom: 0.25, maxZoom: 1.15 } as const;
const LEGIBLE = 0.5;
const MARGIN = 24;

export function fitLegibly(
  flow: ReactFlowInstance,
  layout: Layout,
  root: string,
  size: { width: number; height: number },
): void {
  const bounds = flow.getNodesBounds(flow.getNodes());
  const whole = getViewportForBounds(bounds, size.width, size.height, FIT.minZoom, FIT.maxZoom, FIT.padding);
  if (whole.zoom >= LEGIBLE) {
    void flow.setViewport(whole);
    return;
  }
  // Too large to be read at once: begin with the North Star at the left.
  const star = layout.spots.get(root) ?? { x: 0, y: 0 };
  const middle = star.y + layout.star.height / 2;
  void flow.setViewport({ x: MARGIN, y: size.height / 2 - middle * LEGIBLE, zoom: LEGIBLE });
}
