/** What stands beside the North Star: guardrails that must hold, outcomes that validate it. */
import { memo } from "react";
import type { EpisodePart, SideMetric } from "@/api/types";
import { Card } from "@/components/Card";
import { OpenEpisodes } from "@/components/episodes/OpenEpisodes";
import { useTexts } from "@/i18n/texts";
import { SideCard } from "./SideCard";
import { texts } from "./texts";
import styles from "./Side.module.css";

export interface SideProps {
  kind: "guardrails" | "outcomes";
  metrics: SideMetric[];
  period: string; // first day of the one that the page shows
  episodes?: readonly EpisodePart[]; // those that go on
}

export const Side = memo(function Side({ kind, metrics, period, episodes = [] }: SideProps) {
  const told = useTexts(texts);
  return (
    <Card title={told(`star.${kind}`)} note={told(`star.${kind}.note`)} name={kind}>
      <OpenEpisodes episodes={episodes} />
      {metrics.length === 0 ? (
        <p className={styles.quiet}>{told(`star.${kind}.none`)}</p>
      ) : (
        <ul className={styles.metrics}>
          {metrics.map((metric) => (
            <li key={metric.metric}>
              <SideCard side={metric} guards={kind === "guardrails"} period={period} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
});
