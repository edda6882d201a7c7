/** What stays unexplained, on the canvas. */
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { RestCard, type RestCardProps } from "./RestCard";

export type RestNodeType = Node<{ [Key in keyof RestCardProps]: RestCardProps[Key] }, "rest">;

export function RestNode({ data }: NodeProps<RestNodeType>) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <RestCard {...data} />
    </>
  );
}
