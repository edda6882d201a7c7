/** One metric, whole: what it is now, how it came there, in which parts, what it means, and who depends on it. */
import { useView } from "@/app/useView";
import { OpenEpisodes } from "@/components/episodes/OpenEpisodes";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import type { PageProps } from "@/pages/pages";
import { useSearch } from "@/router/location";
import { DefinitionCard } from "./DefinitionCard";
import { ExplorerCard } from "./parts/ExplorerCard";
import { FactsCard } from "./FactsCard";
import { Head } from "./Head";
import { HistoryCard } from "./HistoryCard";
import { NotesCard } from "./NotesCard";
import { RelationsCard } from "./RelationsCard";
import { SegmentsCard } from "./parts/SegmentsCard";
import { TrendCard } from "./TrendCard";
import { Unknown } from "./Unknown";
import { useMetricDetail } from "./queries";
import styles from "./MetricPage.module.css";

export default function MetricPage({ params }: PageProps) {
  const metric = params.metric ?? "";
  const view = useView();
  const { periods } = useSearch();
  const detail = useMetricDetail(metric, view, periods);
  const found = detail.data;
  if (detail.error?.problem?.type.endsWith(":unknown-metric")) return <Unknown metric={metric} error={detail.error} />;
  if (detail.error && (!found || detail.isPlaceholderData))
    return <ErrorNotice error={detail.error} onRetry={() => void detail.refetch()} />;
  if (!found) return <LoadingPage />;
  const { page } = found;
  const shown = { ...view, grain: page.grain };
  return (
    <div className={styles.page} data-refetching={detail.isPlaceholderData} data-metric={page.metric}>
      {detail.isRefetchError && <StaleNotice />}
      <div className={styles.grid}>
        <Head detail={found} />
        <div className={styles.first}>
          <TrendCard page={page} pace={found.pace} usual={found.usual_periods} />
          <div className={styles.side}>
            <OpenEpisodes episodes={page.episodes} />
            <FactsCard detail={found} />
            <NotesCard metric={page.metric} notes={found.annotations} count={found.annotations_in_all} />
          </div>
        </div>
        <SegmentsCard metric={page.metric} view={shown} />
        <ExplorerCard page={page} dimensions={found.dimensions} />
        <div className={styles.last}>
          <DefinitionCard metric={page.metric} definition={found.definition} />
          <div className={styles.side}>
            <RelationsCard relations={found.relations} unit={page.unit} />
            <HistoryCard definition={found.definition} />
          </div>
        </div>
      </div>
    </div>
  );
}
