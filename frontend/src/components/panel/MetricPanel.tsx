/** Everything about one metric: value, why it moved, trend, target, owner, definition. */
import { lazy, Suspense } from "react";
import { useMetricPage, type View } from "@/api/queries";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { Loading, Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { DefinitionSection } from "./DefinitionSection";
import { Facts } from "./Facts";
import { PanelHead } from "./PanelHead";
import { Section } from "./Section";
import { WhySection } from "./WhySection";
import { WhySentence } from "./WhySentence";
import styles from "./MetricPanel.module.css";

// The chart library arrives after the tree is usable.
const TrendChart = lazy(() => import("./TrendChart"));
const CHART_HEIGHT = 190;

export interface MetricPanelProps {
  metric: string;
  view: View;
  onClose: () => void;
  onSelect: (metric: string) => void;
}

export default function MetricPanel({ metric, view, onClose, onSelect }: MetricPanelProps) {
  const { t, say } = useSpeech();
  const page = useMetricPage(metric, view);
  const facts = page.data;
  if (page.error && (!facts || page.isPlaceholderData))
    return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />;
  if (!facts) return <Loading blocks={[64, 72, CHART_HEIGHT, 220]} />;
  const { trend } = facts;
  return (
    <div className={styles.panel} data-refetching={page.isPlaceholderData} data-panel={facts.metric}>
      {page.isRefetchError && <StaleNotice />}
      <PanelHead page={facts} onClose={onClose} />
      <WhySentence metric={metric} view={view} />
      <Facts page={facts} />
      {trend.points.length > 0 && (
        <Section
          title={t("panel.trend")}
          note={t("panel.trend.note", { span: say(trend.span), before: say(trend.before) })}
        >
          <div style={{ height: CHART_HEIGHT }}>
            <Suspense fallback={<Skeleton height={CHART_HEIGHT} />}>
              <TrendChart page={facts} />
            </Suspense>
          </div>
        </Section>
      )}
      <WhySection metric={metric} view={view} onSelect={onSelect} />
      <DefinitionSection page={facts} onSelect={onSelect} />
    </div>
  );
}
