/** A card on the canvas, with the sign that says how its drivers make it up, which folds them and opens them again. */
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { MetricCardProps } from "./MetricCard";
import { MetricCard } from "./MetricCard";
import { texts } from "./texts";
import { toggleFold } from "./useTreeView";
import styles from "./CardNode.module.css";

export type CardNodeType = Node<{ [Key in keyof MetricCardProps]: MetricCardProps[Key] }, "card">;

export function CardNode({ data }: NodeProps<CardNodeType>) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const { card, below, folded } = data;
  const name = say(card.label);
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <MetricCard {...data} />
      {below > 0 && (
        // For the pointer: whoever has the keyboard folds with + and −, and hears whether it is expanded.
        <button
          type="button"
          className={`${styles.operator} nopan number`}
          data-folded={folded}
          data-planned={card.planned}
          tabIndex={-1}
          aria-hidden="true"
          title={`${folded ? tx("unfold", { metric: name, count: below }) : tx("fold", { metric: name })}${card.planned ? `\n${tx("planned")}` : ""}`}
          onClick={() => toggleFold(card.metric)}
        >
          {folded ? `+${below}` : card.operator}
        </button>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}
