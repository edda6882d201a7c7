/** One metric on the canvas: status, name, and what the mode shows of it. */
import { memo, type CSSProperties, type KeyboardEvent } from "react";
import type { PeriodName, TreeCard, TreeLink } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { AddedFace } from "./AddedFace";
import { directionOf } from "./direction";
import { DraftFace } from "./DraftFace";
import type { Mode } from "./shown";
import { texts } from "./texts";
import { useFar } from "./far";
import { ValueFace } from "./ValueFace";
import { WholeFace } from "./WholeFace";
import styles from "./MetricCard.module.css";

export interface MetricCardProps {
  card: TreeCard;
  link: TreeLink | undefined; // to what it drives
  mode: Mode;
  unit: Unit; // of contributions
  versus: PeriodName | null;
  level: number; // in the tree, from 1; of what stands beside it 1
  position: number;
  siblings: number;
  below: number; // metrics that drive it
  folded: boolean;
  judged: boolean; // statuses are told
  selected: boolean;
  aside: boolean; // the eye is led elsewhere
  reachable: boolean; // the one card of the tree on which Tab lands
  onOpen: (metric: string) => void;
  onKey: (event: KeyboardEvent, metric: string) => void;
}

export const MetricCard = memo(function MetricCard(props: MetricCardProps) {
  const { card, below, selected } = props;
  const { say } = useSpeech();
  const tx = useTexts(texts);
  useDrawn(card.metric);
  return (
    <button
      type="button"
      role="treeitem"
      className={`${styles.card} nopan`}
      data-metric={card.metric}
      data-role={card.role}
      data-selected={selected}
      data-aside={props.aside}
      data-draft={card.draft}
      {...lookOf(props)}
      aria-level={props.level}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-expanded={below > 0 ? !props.folded : undefined}
      aria-selected={selected}
      aria-disabled={card.draft || undefined}
      tabIndex={props.reachable ? 0 : -1}
      onClick={() => !card.draft && props.onOpen(card.metric)}
      onKeyDown={(event) => props.onKey(event, card.metric)}
    >
      <span className={styles.name}>
        {props.judged && !card.draft && <StatusMark status={card.status} />}
        {card.lane !== "tree" && <span className="unseen">{tx(`tree.${card.lane}s`)}: </span>}
        <span title={say(card.label)}>{say(card.label)}</span>
      </span>
      <Face {...props} />
    </button>
  );
});

function Face({ card, link, mode, unit, versus }: MetricCardProps) {
  const far = useFar();
  if (card.draft) return <DraftFace card={card} />;
  if (mode === "contribution" && card.lane === "tree")
    return link ? <AddedFace card={card} link={link} unit={unit} /> : <WholeFace card={card} versus={versus} />;
  return <ValueFace card={card} versus={versus} brief={far === "tiny"} />;
}

/** In contribution mode a driver's card has the colour of what it added. */
function lookOf({ card, mode, link }: MetricCardProps) {
  if (mode === "values" || !link || card.draft) return undefined;
  return {
    "data-added": true,
    "data-tone": link.tone,
    "data-direction": directionOf(link.contribution),
    "style": { "--weight": link.weight } as CSSProperties,
  };
}
