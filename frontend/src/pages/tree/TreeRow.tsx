/** One metric of the list, indented by its depth in the tree. */
import { memo } from "react";
import type { PeriodName, TreeCard, TreeLink } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Icon } from "@/components/Icon";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Pill } from "./Pill";
import type { Mode } from "./shown";
import { texts } from "./texts";
import { toggleFold } from "./useTreeView";
import styles from "./TreeRow.module.css";

export interface TreeRowProps {
  card: TreeCard;
  link: TreeLink | undefined;
  mode: Mode;
  unit: Unit;
  versus: PeriodName | null;
  depth: number;
  below: number;
  folded: boolean;
  judged: boolean;
  selected: boolean;
  aside: boolean;
  onOpen: (metric: string) => void;
}

const INDENT = 12;

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { card, link, depth, below, folded } = props;
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const name = say(card.label);
  return (
    <li className={styles.item} style={{ paddingLeft: depth * INDENT }} data-kind={link?.kind}>
      {below > 0 ? (
        <button
          type="button"
          className={`${styles.fold} no-print`}
          aria-expanded={!folded}
          aria-label={folded ? tx("unfold", { metric: name, count: below }) : tx("fold", { metric: name })}
          onClick={() => toggleFold(card.metric)}
        >
          <Icon name={folded ? "right" : "down"} />
        </button>
      ) : (
        card.lane === "tree" && <span className={`${styles.fold} no-print`} />
      )}
      <button
        type="button"
        className={styles.row}
        data-row={card.metric}
        data-role={card.role}
        data-draft={card.draft}
        data-aside={props.aside}
        aria-pressed={props.selected}
        disabled={card.draft}
        onClick={() => props.onOpen(card.metric)}
      >
        <Cells {...props} name={name} />
      </button>
    </li>
  );
});

function Cells(props: TreeRowProps & { name: string }) {
  const { card, below, folded, judged, name } = props;
  const { t } = useSpeech();
  const tx = useTexts(texts);
  return (
    <>
      <span className={styles.name}>
        {judged && !card.draft && <StatusMark status={card.status} />}
        <span>{name}</span>
        {folded && <small className="number">+{below}</small>}
      </span>
      <span className={styles.owner}>
        {card.draft ? <Asked card={card} /> : (card.owner?.name ?? t("panel.owner.none"))}
        {card.limit && ` · ${tx("tree.limit", { limit: card.limit })}`}
      </span>
      {card.draft ? (
        <span className={styles.value}>
          <em>{tx("draft")}</em>
        </span>
      ) : (
        <Numbers {...props} />
      )}
    </>
  );
}

function Asked({ card }: { card: TreeCard }) {
  const tx = useTexts(texts);
  return card.owner ? tx("draft.asked", { person: card.owner.name }) : tx("draft.nobody");
}

function Numbers({ card, link, mode, unit, versus }: TreeRowProps) {
  const { t, say } = useSpeech();
  return (
    <>
      {mode === "values" && (
        <span className={styles.spark}>
          <Sparkline values={card.spark} target={card.target} />
        </span>
      )}
      <span className={styles.value}>
        <Figure reading={card.reading} unit={card.unit} />
      </span>
      <span className={styles.change} data-mode={mode}>
        {card.change.gap === "partial" ? (
          <em>{t("period.partial")}</em>
        ) : (
          <Delta change={card.change} unit={card.unit} />
        )}
        {versus && card.change.direction && <small>{t("versus", { period: say(versus.short) })}</small>}
        {link && link.contribution !== null && (
          <Pill
            amount={link.contribution}
            unit={unit}
            tone={link.tone}
            share={mode === "contribution" ? link.share : null}
            interval={link}
          />
        )}
      </span>
    </>
  );
}
