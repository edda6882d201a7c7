/** The heading of a lane on the canvas: guardrails, outcomes. */
import type { Node, NodeProps } from "@xyflow/react";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import type { LaneHead } from "./layout";
import styles from "./HeadNode.module.css";

export type HeadNodeType = Node<{ lane: LaneHead["lane"] }, "head">;

export function HeadNode({ data }: NodeProps<HeadNodeType>) {
  return <LaneTitle lane={data.lane} />;
}

export function LaneTitle({ lane }: { lane: LaneHead["lane"] }) {
  const { t } = useSpeech();
  return (
    <h2 className={styles.head}>
      <Icon name={lane === "guardrail" ? "shield" : "flag"} />
      {t(`tree.${lane}s`)}
      <small>{t(`tree.${lane}s.note`)}</small>
    </h2>
  );
}
