/** What stays unexplained at a metric whose formula does not hold or cannot be computed: never hidden. */
import { memo, type KeyboardEvent } from "react";
import type { UnexplainedPart } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./MetricCard.module.css";

export interface RestCardProps {
  id: string;
  rest: UnexplainedPart;
  unit: Unit;
  level: number;
  position: number;
  siblings: number;
  aside: boolean;
  reachable: boolean;
  onKey: (event: KeyboardEvent, id: string) => void;
}

export const RestCard = memo(function RestCard({ id, rest, unit, onKey, ...place }: RestCardProps) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const numbers = useNumbers();
  return (
    <div
      role="treeitem"
      className={`${styles.card} nopan`}
      data-metric={id}
      data-rest="true"
      data-aside={place.aside}
      aria-selected={false}
      aria-level={place.level}
      aria-posinset={place.position}
      aria-setsize={place.siblings}
      tabIndex={place.reachable ? 0 : -1}
      onKeyDown={(event) => onKey(event, id)}
    >
      <span className={styles.name}>
        <span>{tx("unexplained")}</span>
      </span>
      <span className={`${styles.value} number`}>
        {rest.contribution === null ? "–" : numbers.signed(rest.contribution, unit)}
      </span>
      <span className={styles.change}>{rest.share !== null && <b>{numbers.part(rest.share)}</b>}</span>
      <span className={styles.asked} title={say(rest.reason)}>
        {say(rest.reason)}
      </span>
    </div>
  );
});
