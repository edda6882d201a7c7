/** The tree as an indented list: on a phone, and on paper. */
import { useEffect, useRef } from "react";
import type { TreeCard, TreePage } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { LaneTitle } from "./HeadNode";
import { RestRow } from "./RestRow";
import type { Row } from "./shown";
import { texts } from "./texts";
import type { Goal } from "./TreeCanvas";
import { TreeRow } from "./TreeRow";
import type { TreeView } from "./useTreeView";
import styles from "./TreeList.module.css";

export interface TreeListProps {
  page: TreePage;
  view: TreeView;
  selected: string;
  goal: Goal | null;
  onSelect: (metric: string) => void;
}

export function TreeList({ page, view, selected, goal, onSelect }: TreeListProps) {
  const tx = useTexts(texts);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!goal) return;
    const row = list.current?.querySelector(`[data-row="${CSS.escape(goal.metric)}"]`);
    row?.scrollIntoView({ block: "center" });
  }, [goal]);

  const rowFor = (card: TreeCard, row: Row | undefined) => (
    <TreeRow
      key={card.metric}
      card={card}
      link={row?.link}
      mode={view.mode}
      unit={page.unit}
      versus={page.versus}
      depth={row?.depth ?? 0}
      below={row?.below ?? 0}
      folded={row?.folded ?? false}
      judged={page.slice === null}
      selected={card.metric === selected}
      aside={view.find !== "" && view.inView !== null && !view.inView.has(card.metric)}
      onOpen={onSelect}
    />
  );
  return (
    <div ref={list} className={styles.list}>
      <ul aria-label={tx("tree.list")}>
        {view.shown.rows.map((row) =>
          row.card ? rowFor(row.card, row) : <RestRow key={row.id} row={row} unit={page.unit} />,
        )}
      </ul>
      {(["guardrail", "outcome"] as const).map((lane) => {
        const cards = view.shown.beside.filter((card) => card.lane === lane);
        return cards.length === 0 ? null : (
          <section key={lane}>
            <LaneTitle lane={lane} />
            <ul>{cards.map((card) => rowFor(card, undefined))}</ul>
          </section>
        );
      })}
    </div>
  );
}
