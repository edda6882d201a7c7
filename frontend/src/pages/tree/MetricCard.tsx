/** One metric: status, name, owner, value, change against a named period, and the shape of its latest values. */
import { memo, type KeyboardEvent } from "react";
import type { PeriodName, TreeCard } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import styles from "./MetricCard.module.css";
import { useChanged } from "./useChanged";

export interface MetricCardProps {
  card: TreeCard;
  versus: PeriodName | null;
  selected: boolean;
  reachable: boolean; // the one card of the tree on which Tab lands
  onOpen: (metric: string) => void;
  onKey: (event: KeyboardEvent, metric: string) => void;
}

export const MetricCard = memo(function MetricCard({
  card,
  versus,
  selected,
  reachable,
  onOpen,
  onKey,
}: MetricCardProps) {
  const { t, say } = useSpeech();
  const changed = useChanged(card.reading.value);
  return (
    <button
      type="button"
      className={`${styles.card} nopan`}
      data-metric={card.metric}
      data-role={card.role}
      data-selected={selected}
      aria-pressed={selected}
      tabIndex={reachable ? 0 : -1}
      onClick={() => onOpen(card.metric)}
      onKeyDown={(event) => onKey(event, card.metric)}
    >
      <span className={styles.name}>
        <StatusMark status={card.status} />
        <span title={say(card.label)}>{say(card.label)}</span>
      </span>
      {/* A new key starts the flash anew. */}
      <span key={changed} className={styles.value} data-changed={changed > 0}>
        <Figure reading={card.reading} unit={card.unit} />
      </span>
      <span className={styles.change}>
        {/* That the period is partial stands below, that there is no value before. */}
        {card.change.gap !== "partial" && card.change.gap !== "nothing_now" && (
          <Delta change={card.change} unit={card.unit} />
        )}
        <small>{versus && card.change.direction ? t("versus", { period: say(versus.short) }) : null}</small>
      </span>
      <span className={styles.spark}>
        <Sparkline values={card.spark} target={card.target} />
      </span>
      <span className={styles.note}>
        {card.reading.complete ? card.limit : <em>{t("period.partial.short")}</em>}
        <span>{card.owner?.name ?? t("panel.owner.none")}</span>
      </span>
    </button>
  );
});
