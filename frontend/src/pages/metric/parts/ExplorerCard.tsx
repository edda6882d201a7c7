/** The explorer: the metric broken down by anything, of any rows, as a chart and a table; all of it in the address. */
import { useView } from "@/app/useView";
import type { DimensionName, MetricPage } from "@/api/types";
import { Card } from "@/components/Card";
import { Skeleton } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { Downloads } from "./Downloads";
import { ExplorerControls } from "./ExplorerControls";
import { ExplorerResult } from "./ExplorerResult";
import { useExplorer, type Question } from "../queries";
import { Refusal } from "./Refusal";
import { texts } from "./texts";
import styles from "./Explorer.module.css";

const USUAL_PERIODS = 26;

export interface ExplorerCardProps {
  page: MetricPage;
  dimensions: readonly DimensionName[];
}

export function ExplorerCard({ page, dimensions }: ExplorerCardProps) {
  const t = useTexts(texts);
  const question = useQuestion(page);
  const asked = question.by.length > 0 || question.pick.length > 0 || question.where !== undefined;
  const answer = useExplorer(question, asked);
  const found = asked ? answer.data : undefined;
  return (
    <Card
      title={t("metric.explore")}
      note={t("metric.explore.note")}
      name="explorer"
      actions={<Downloads question={question} />}
    >
      <ExplorerControls metric={page.metric} dimensions={dimensions} question={question} />
      {!asked && <p className={styles.quiet}>{t("metric.explore.start")}</p>}
      {asked && answer.error && <Refusal error={answer.error} />}
      {asked && !found && !answer.error && <Skeleton height={280} />}
      {found && !(answer.error && answer.isPlaceholderData) && (
        <div className={styles.body} data-refetching={answer.isFetching}>
          <ExplorerResult found={found} label={page.label} dimensions={dimensions} />
        </div>
      )}
    </Card>
  );
}

/** What the address asks, of the periods that the trend shows. */
function useQuestion(page: MetricPage): Question {
  const { by = [], pick = [], where } = useSearch();
  const view = useView();
  return {
    metric: page.metric,
    by,
    pick,
    where,
    periods: page.trend.points.length || USUAL_PERIODS,
    view: { ...view, grain: page.grain, at: page.period?.start, versus: page.versus?.start },
  };
}
