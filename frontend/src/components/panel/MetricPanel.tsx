/** Everything about one metric: value, why it moved, trend, target, owner, definition. */
import { useMetricPage, type View } from "@/api/queries";
import { ErrorNotice, StaleNotice } from "@/components/Notice";
import { Loading } from "@/components/Skeleton";
import { DefinitionSection } from "./DefinitionSection";
import { Facts } from "./Facts";
import { PanelHead } from "./PanelHead";
import { CHART_HEIGHT, TrendSection } from "./TrendSection";
import { WhySection } from "./WhySection";
import { WhySentence } from "./WhySentence";
import styles from "./MetricPanel.module.css";

export interface MetricPanelProps {
  metric: string;
  view: View;
  onClose: () => void;
  onSelect: (metric: string) => void;
}

export default function MetricPanel({ metric, view, onClose, onSelect }: MetricPanelProps) {
  const page = useMetricPage(metric, view);
  const facts = page.data;
  if (page.error && (!facts || page.isPlaceholderData))
    return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />;
  if (!facts) return <Loading blocks={[64, 72, CHART_HEIGHT, 220]} />;
  return (
    <div className={styles.panel} data-refetching={page.isPlaceholderData} data-panel={facts.metric}>
      {page.isRefetchError && <StaleNotice />}
      <PanelHead page={facts} onClose={onClose} />
      <WhySentence metric={metric} view={view} />
      <Facts page={facts} />
      <TrendSection page={facts} />
      <WhySection metric={metric} view={view} onSelect={onSelect} />
      <DefinitionSection page={facts} onSelect={onSelect} />
    </div>
  );
}
