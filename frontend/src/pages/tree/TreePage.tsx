/** The metric tree: on a wide screen a canvas with a panel, on a phone a list; on paper both in one column. */
import { lazy, Suspense, useCallback, useEffect, useRef } from "react";
import { useTreePage } from "@/api/queries";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import { useView } from "@/app/useView";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { Loading, LoadingPage, Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { changeSearch, useSearch } from "@/router/location";
import { useNarrow } from "./useNarrow";
import { TreeList } from "./TreeList";
import styles from "./TreePage.module.css";

const TreeCanvas = lazy(() => import("./TreeCanvas"));
const MetricPanel = lazy(() => import("@/components/panel/MetricPanel"));
const CLOSED = "none";

export default function TreePage() {
  const { t } = useSpeech();
  const narrow = useNarrow();
  const view = useView();
  const { metric } = useSearch();
  const page = useTreePage(view);
  const tree = page.data;
  const close = useCallback(() => changeSearch({ metric: narrow ? undefined : CLOSED }), [narrow]);
  usePageCommand(useCallback((command: PageCommand) => command === "close" && close(), [close]));

  // On a phone the panel lies over the list: whoever reads with the keyboard or the ear goes there as well.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (narrow && metric) panel.current?.focus();
  }, [narrow, metric]);

  if (!tree)
    return page.error ? <ErrorNotice error={page.error} onRetry={() => void page.refetch()} /> : <LoadingPage />;
  if (tree.period === null) return <EmptyNotice title={t("empty.tree")} hint={t("empty.tree.hint")} />;

  const opened = metric ?? (narrow ? CLOSED : tree.north_star);
  const select = (name: string): void => changeSearch({ metric: name });
  return (
    <div className={styles.page} data-refetching={page.isPlaceholderData} data-opened={opened !== CLOSED}>
      <div className={styles.tree} inert={narrow && opened !== CLOSED}>
        {page.isRefetchError && <StaleNotice />}
        {narrow ? null : (
          <div className={`${styles.canvas} no-print`}>
            <Suspense fallback={<Skeleton height="100%" />}>
              <TreeCanvas page={tree} selected={opened} onSelect={select} />
            </Suspense>
          </div>
        )}
        <div className={narrow ? styles.list : "only-print"}>
          <TreeList page={tree} selected={opened} onSelect={select} />
        </div>
      </div>
      {opened !== CLOSED && (
        <aside ref={panel} className={styles.panel} tabIndex={-1}>
          <Suspense fallback={<Loading blocks={[64, 72, 190, 220]} />}>
            <MetricPanel metric={opened} view={view} onClose={close} onSelect={select} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
