/** One metric of the list, indented by its depth in the tree. */
import type { PeriodName, TreeCard, TreeLink } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { Pill } from "./Pill";
import styles from "./TreeRow.module.css";

export interface TreeRowProps {
  card: TreeCard;
  link: TreeLink | undefined;
  unit: Unit;
  versus: PeriodName | null;
  depth: number;
  selected: boolean;
  onOpen: (metric: string) => void;
}

const INDENT = 14;

export function TreeRow({ card, link, unit, versus, depth, selected, onOpen }: TreeRowProps) {
  const { t, say } = useSpeech();
  return (
    <li style={{ paddingLeft: depth * INDENT }} data-kind={link?.kind}>
      <button
        type="button"
        className={styles.row}
        data-row={card.metric}
        data-role={card.role}
        aria-pressed={selected}
        onClick={() => onOpen(card.metric)}
      >
        <span className={styles.name}>
          <StatusMark status={card.status} />
          <span>{say(card.label)}</span>
        </span>
        <span className={styles.owner}>
          {card.owner?.name ?? t("panel.owner.none")}
          {card.limit && ` · ${t("tree.limit", { limit: card.limit })}`}
        </span>
        <span className={styles.spark}>
          <Sparkline values={card.spark} target={card.target} />
        </span>
        <span className={styles.value}>
          <Figure reading={card.reading} unit={card.unit} />
        </span>
        <span className={styles.change}>
          {card.change.gap === "partial" ? (
            <em>{t("period.partial")}</em>
          ) : (
            <Delta change={card.change} unit={card.unit} />
          )}
          {versus && card.change.direction && <small>{t("versus", { period: say(versus.short) })}</small>}
          {link && link.contribution !== null && <Pill amount={link.contribution} unit={unit} tone={link.tone} />}
        </span>
      </button>
    </li>
  );
}
