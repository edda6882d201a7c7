/** The metric tree: on a wide screen a canvas with a panel, on a phone a list; on paper a picture, a list and the panel. */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTreePage } from "@/api/queries";
import type { TreePage as TreeDocument } from "@/api/types";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import { useView } from "@/app/useView";
import controls from "@/components/controls.module.css";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { Loading, LoadingPage, Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { OnPaper } from "./OnPaper";
import { texts } from "./texts";
import type { Goal } from "./TreeCanvas";
import { useNarrow } from "./useNarrow";

import { showSlice, useTreeView } from "./useTreeView";
import { useTreeKeys } from "./useTreeKeys";
import { Unit } from "./Unit";
import styles from "./TreePage.module.css";

const TreeBar = lazy(() => import("./TreeBar"));
const TreeCanvas = lazy(() => import("./TreeCanvas"));
const TreeList = lazy(() => import("./TreeList").then((found) => ({ default: found.TreeList })));
const MetricPanel = lazy(() => import("@/components/panel/MetricPanel"));
const CLOSED = "none";

export default function TreePage() {
  const { t } = useSpeech();
  const tx = useTexts(texts);
  const view = useView();
  const { slice } = useSearch();
  const page = useTreePage(view, slice);
  const tree = page.data;
  const refused = page.error !== null && (page.isPlaceholderData || !tree);
  if (refused)
    return (
      <div className={styles.refused}>
        <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />
        {slice && (
          <button type="button" className={controls.button} onClick={() => showSlice(undefined)}>
            {tx("slice.clear")}
          </button>
        )}
      </div>
    );
  if (!tree) return <LoadingPage />;
  if (tree.period === null) return <EmptyNotice title={t("empty.tree")} hint={t("empty.tree.hint")} />;
  return <Tree page={tree} refetching={page.isPlaceholderData} stale={page.isRefetchError} />;
}

interface TreeProps {
  page: TreeDocument;
  refetching: boolean;
  stale: boolean;
}

function Tree({ page, refetching, stale }: TreeProps) {
  const tx = useTexts(texts);
  const narrow = useNarrow();
  const { metric } = useSearch();
  const asked = useView();
  const view = useTreeView(page);
  const [goal, setGoal] = useState<Goal | null>(null);
  const go = useCallback((to: string) => setGoal((last) => ({ metric: to, count: (last?.count ?? 0) + 1 })), []);
  const select = useCallback((name: string) => changeSearch({ metric: name }), []);
  const close = useCallback(() => changeSearch({ metric: narrow ? undefined : CLOSED }), [narrow]);
  usePageCommand(useCallback((command: PageCommand) => command === "close" && close(), [close]));
  useTreeKeys(view);

  // On a phone the panel lies over the list: whoever reads with the keyboard or the ear goes there as well.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (narrow && metric) panel.current?.focus();
  }, [narrow, metric]);

  const drafted = page.cards.some((card) => card.draft && card.metric === metric);
  const opened = drafted ? CLOSED : (metric ?? (narrow ? CLOSED : page.north_star));
  return (
    <div className={styles.page} data-refetching={refetching} data-opened={opened !== CLOSED}>
      <div className={styles.tree} inert={narrow && opened !== CLOSED}>
        <Suspense fallback={<div className={`${styles.bar} no-print`} />}>
          <TreeBar page={page} view={view} onGo={go} />
        </Suspense>
        {view.mode === "contribution" && (
          <p className={styles.unit}>
            <Unit page={page} />
          </p>
        )}
        {stale && <StaleNotice />}
        {narrow ? (
          <div className={styles.list}>
            <Suspense fallback={<Loading blocks={[72, 56, 56, 56, 56]} />}>
              <TreeList page={page} view={view} selected={opened} goal={goal} onSelect={select} />
            </Suspense>
          </div>
        ) : (
          <div className={`${styles.canvas} no-print`}>
            <Suspense fallback={<Skeleton height="100%" />}>
              <TreeCanvas page={page} view={view} selected={opened} goal={goal} onSelect={select} />
            </Suspense>
          </div>
        )}
        <OnPaper page={page} view={view} selected={opened} hasList={!narrow} onSelect={select} />
      </div>
      {opened !== CLOSED && (
        <aside ref={panel} className={styles.panel} tabIndex={-1}>
          {page.slice && <p className={`${styles.whole} no-print`}>{tx("slice.panel")}</p>}
          <Suspense fallback={<Loading blocks={[64, 72, 190, 220]} />}>
            <MetricPanel metric={opened} view={asked} onClose={close} onSelect={select} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
