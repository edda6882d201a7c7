/** From a driver to what it drives: width is the size of what it added, the pill what that was. */
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from "@xyflow/react";
import type { TreeLink } from "@/api/types";
import type { Unit } from "@/format/number";
import { directionOf } from "./direction";
import { Pill } from "./Pill";
import type { Mode } from "./shown";
import styles from "./DriverEdge.module.css";

export interface Driver {
  kind: TreeLink["kind"] | "rest";
  planned: boolean;
  contribution: number | null;
  low: number | null;
  high: number | null;
  weight: number;
  tone: TreeLink["tone"];
  unit: Unit;
  mode: Mode;
  onPath: boolean;
  aside: boolean;
}

export type DriverEdgeType = Edge<{ [Key in keyof Driver]: Driver[Key] }, "driver">;

const THINNEST = 1.4;
const THICKEST: Record<Mode, number> = { values: 7, contribution: 16 };

export function DriverEdge({ data, ...ends }: EdgeProps<DriverEdgeType>) {
  if (!data) return null;
  const { contribution, mode, tone } = data;
  const width = THINNEST + (THICKEST[mode] - THINNEST) * data.weight;
  const [path] = getBezierPath(ends);
  return (
    <>
      <BaseEdge
        path={path}
        className={styles.edge}
        data-kind={data.kind}
        data-planned={data.planned}
        data-mode={mode}
        data-tone={mode === "contribution" ? tone : undefined}
        data-direction={directionOf(contribution)}
        data-on-path={data.onPath}
        data-aside={data.aside}
        style={{ strokeWidth: width }}
      />
      {mode === "values" && data.kind !== "rest" && contribution !== null && (
        <EdgeLabelRenderer>
          <span
            className={styles.pill}
            style={{ transform: `translate(-100%, -50%) translate(${ends.targetX - 3}px, ${ends.targetY}px)` }}
          >
            <Pill amount={contribution} unit={data.unit} tone={tone} interval={data} />
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
