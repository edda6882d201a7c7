/** From a driver to what it drives: width is its share of the change, the pill what it added. */
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from "@xyflow/react";
import type { TreeLink } from "@/api/types";
import type { Unit } from "@/format/number";
import { Pill } from "./Pill";
import styles from "./DriverEdge.module.css";

export type DriverEdgeType = Edge<{ link: TreeLink; unit: Unit; onPath: boolean }, "driver">;

const THINNEST = 1.4;
const THICKEST = 7;

export function DriverEdge({ data, ...ends }: EdgeProps<DriverEdgeType>) {
  if (!data) return null;
  const { link, unit, onPath } = data;
  const [path] = getBezierPath(ends);
  const width = THINNEST + (THICKEST - THINNEST) * link.weight;
  return (
    <>
      <BaseEdge
        path={path}
        className={styles.edge}
        data-kind={link.kind}
        data-on-path={onPath}
        style={{ strokeWidth: width }}
      />
      {link.contribution !== null && (
        <EdgeLabelRenderer>
          <span
            className={styles.pill}
            style={{ transform: `translate(-100%, -50%) translate(${ends.targetX - 3}px, ${ends.targetY}px)` }}
          >
            <Pill amount={link.contribution} unit={unit} tone={link.tone} />
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
