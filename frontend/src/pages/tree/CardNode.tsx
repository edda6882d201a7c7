/** A card on the canvas, with the sign that says how its children make it up. */
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import type { MetricCardProps } from "./MetricCard";
import { MetricCard } from "./MetricCard";
import styles from "./CardNode.module.css";

export type CardNodeType = Node<{ [Key in keyof MetricCardProps]: MetricCardProps[Key] }, "card">;

export function CardNode({ data }: NodeProps<CardNodeType>) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <MetricCard {...data} />
      {data.card.operator && (
        <span className={styles.operator} aria-hidden="true">
          {data.card.operator}
        </span>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}
