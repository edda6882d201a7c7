/** The heading of a lane: guardrails, outcomes. */
import type { Node, NodeProps } from "@xyflow/react";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import type { LaneHead } from "./layout";
import { texts } from "./texts";
import styles from "./HeadNode.module.css";

export type HeadNodeType = Node<{ lane: LaneHead["lane"] }, "head">;

/** On the canvas every card says its lane itself: there a heading would be no part of the tree. */
export function HeadNode({ data }: NodeProps<HeadNodeType>) {
  return (
    <div className={styles.head} aria-hidden="true">
      <Heading lane={data.lane} />
    </div>
  );
}

export function LaneTitle({ lane }: { lane: LaneHead["lane"] }) {
  return (
    <h2 className={styles.head}>
      <Heading lane={lane} />
    </h2>
  );
}

function Heading({ lane }: { lane: LaneHead["lane"] }) {
  const tx = useTexts(texts);
  return (
    <>
      <Icon name={lane === "guardrail" ? "shield" : "flag"} />
      {tx(`tree.${lane}s`)}
      <small>{tx(`tree.${lane}s.note`)}</small>
    </>
  );
}
