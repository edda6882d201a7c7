/** How the tree is looked at, as the address says: mode, what is folded, what is found, what is looked around at. */
import { useMemo } from "react";
import type { TreeCard, TreePage } from "@/api/types";
import { changeSearch, useSearch } from "@/router/location";
import { readSearch } from "@/router/search";
import { aroundOf, showTree, usualLevels, type Mode, type Shown } from "./shown";

export interface TreeView {
  mode: Mode;
  levels: number;
  deepest: number; // how many levels there are to open
  shown: Shown;
  find: string;
  found: readonly string[]; // metrics, in the order in which they are shown
  inView: ReadonlySet<string> | null; // what the eye is led to; null is everything
}

export function useTreeView(page: TreePage): TreeView {
  const { mode = "values", levels: asked, fold, find = "", metric } = useSearch();
  const levels = asked ? Number(asked) : usualLevels(page);
  const matching = useMemo(() => matches(page.cards, find), [page.cards, find]);
  const shown = useMemo(
    () => showTree(page, mode, { levels, folded: fold ?? [], revealed: new Set(matching) }),
    [page, mode, levels, fold, matching],
  );
  const found = useMemo(
    () =>
      [...shown.rows.map((row) => row.id), ...shown.beside.map((card) => card.metric)].filter((id) => matching.has(id)),
    [shown, matching],
  );
  const opened = metric !== undefined && metric !== page.north_star && page.cards.some((c) => c.metric === metric);
  const inView = useMemo(
    () => (find ? matching : opened ? aroundOf(metric, page.links) : null),
    [find, matching, opened, metric, page.links],
  );
  const deepest = useMemo(
    () => 1 + showTree(page, mode, EVERYTHING).rows.reduce((n, r) => Math.max(n, r.depth), 0),
    [page, mode],
  );
  return { mode, levels: Math.min(levels, deepest), deepest, shown, find, found, inView };
}

const EVERYTHING = { levels: 99, folded: [], revealed: new Set<string>() };

/** Opens so many levels, and nothing else. */
export function openLevels(count: number): void {
  changeSearch({ levels: String(Math.min(9, Math.max(1, count))), fold: undefined }, { replace: true });
}

/** Folds what drives a metric, or opens it again. */
export function toggleFold(metric: string): void {
  const { fold = [] } = readSearch(location.search);
  const other = fold.includes(metric) ? fold.filter((each) => each !== metric) : [...fold, metric];
  changeSearch({ fold: other }, { replace: true });
}

export function showMode(mode: Mode): void {
  changeSearch({ mode: mode === "values" ? undefined : mode });
}

export function showSlice(slice: string | undefined): void {
  changeSearch({ slice });
}

export function findInTree(find: string): void {
  changeSearch({ find: find || undefined }, { replace: true });
}

/** Metrics that are meant by a few letters: of their name in either language, or of their owner's. */
function matches(cards: readonly TreeCard[], find: string): ReadonlySet<string> {
  const wanted = find.trim().toLowerCase();
  if (!wanted) return new Set();
  const named = ({ metric, label, owner }: TreeCard): string[] => [metric, label.en, label.zh, owner?.name ?? ""];
  return new Set(
    cards.filter((card) => named(card).some((name) => name.toLowerCase().includes(wanted))).map((card) => card.metric),
  );
}
