/** The tree as an indented list: on a phone, and on paper. */
import { useMemo } from "react";
import type { TreeCard, TreePage } from "@/api/types";
import { useSpeech } from "@/i18n";
import { LaneTitle } from "./HeadNode";
import { firstParentOnly } from "./layout";
import { TreeRow } from "./TreeRow";
import styles from "./TreeList.module.css";

export interface TreeListProps {
  page: TreePage;
  selected: string;
  onSelect: (metric: string) => void;
}

export function TreeList({ page, selected, onSelect }: TreeListProps) {
  const { t } = useSpeech();
  const rows = useMemo(() => inOrder(page), [page]);
  const rowFor = (card: TreeCard, depth: number) => {
    const link = page.links.find((each) => each.child === card.metric);
    return (
      <TreeRow
        key={card.metric}
        card={card}
        link={link}
        unit={page.unit}
        versus={page.versus}
        depth={depth}
        selected={card.metric === selected}
        onOpen={onSelect}
      />
    );
  };
  return (
    <div className={styles.list}>
      <ul aria-label={t("tree.list")}>{rows.map(({ card, depth }) => rowFor(card, depth))}</ul>
      {(["guardrail", "outcome"] as const).map((lane) => {
        const cards = page.cards.filter((card) => card.lane === lane);
        return cards.length === 0 ? null : (
          <section key={lane}>
            <LaneTitle lane={lane} />
            <ul>{cards.map((card) => rowFor(card, 0))}</ul>
          </section>
        );
      })}
    </div>
  );
}

/** Every card of the tree with its depth, parents before their children. */
function inOrder(page: TreePage): { card: TreeCard; depth: number }[] {
  const byName = new Map(page.cards.map((card) => [card.metric, card]));
  const children = firstParentOnly(page.links);
  const visit = (name: string, depth: number): { card: TreeCard; depth: number }[] => {
    const card = byName.get(name);
    const below = (children.get(name) ?? []).flatMap((child) => visit(child, depth + 1));
    return card ? [{ card, depth }, ...below] : below;
  };
  return visit(page.north_star, 0);
}
