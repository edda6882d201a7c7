/** The metric tree: on a wide screen a canvas with a panel, on a phone a list; on paper both in one column. */
import { lazy, Suspense, useCallback } from "react";
import { useTreePage } from "@/api/queries";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import { useView } from "@/app/useView";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { Loading, Skeleton } from "@/components/Skeleton";
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

  if (!tree) return page.error ? <ErrorNotice error={page.error} onRetry={() => void page.refetch()} /> : <Loading blocks={[480]} />;
  if (tree.period === null) return <EmptyNotice title={t("empty.tree")} hint={t("empty.tree.hint")} />;

  const opened = metric ?? (narrow ? CLOSED : tree.north_star);
  const select = (name: string): void => changeSearch({ metric: name });
  return (
    <div className={styles.page} data-refetching={page.isPlaceholderData} data-opened={opened !== CLOSED}>
      <div className={styles.tree}>
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
        <aside className={styles.panel}>
          <Suspense fallback={<Loading blocks={[64, 72, 190, 220]} />}>
            <MetricPanel metric={opened} view={view} onClose={close} onSelect={select} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
