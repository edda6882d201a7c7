/** How the metric is defined, what drives it, and what it drives. */
import type { MetricName, MetricPage } from "@/api/types";
import { useSpeech } from "@/i18n";
import { Section } from "./Section";
import styles from "./DefinitionSection.module.css";

export function DefinitionSection({ page, onSelect }: { page: MetricPage; onSelect: (metric: string) => void }) {
  const { t, say } = useSpeech();
  return (
    <>
      <Section title={t("panel.definition")} note={page.metric}>
        <p className={styles.words}>{say(page.definition)}</p>
      </Section>
      <Related title={t("panel.drivers")} metrics={page.drivers} onSelect={onSelect} />
      <Related title={t("panel.drives")} metrics={page.drives} onSelect={onSelect} />
    </>
  );
}

function Related({
  title,
  metrics,
  onSelect,
}: {
  title: string;
  metrics: MetricName[];
  onSelect: (metric: string) => void;
}) {
  const { say } = useSpeech();
  if (metrics.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={styles.related}>
        {metrics.map(({ metric, label }) => (
          <li key={metric}>
            <button type="button" onClick={() => onSelect(metric)}>
              {say(label)}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
