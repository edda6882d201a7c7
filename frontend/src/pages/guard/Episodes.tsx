/** The history: every time in which a guardrail fired, the latest first. */
import type { EpisodePart } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Named } from "./Named";
import { TradeText } from "./TradeText";
import { texts } from "./texts";
import styles from "./GuardPage.module.css";

export function Episodes({ episodes }: { episodes: readonly EpisodePart[] }) {
  const told = useTexts(texts);
  if (episodes.length === 0) return <p className={styles.quiet}>{told("guard.episodes.none")}</p>;
  return (
    <ol className={styles.items}>
      {episodes.map((episode) => (
        <Episode
          key={`${episode.metric.metric} ${episode.watches.metric} ${episode.rule} ${episode.began.start}`}
          episode={episode}
        />
      ))}
    </ol>
  );
}

function Episode({ episode: { metric, watches, rule, began, last, over, trade } }: { episode: EpisodePart }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const one = began.start === last.start;
  return (
    <li className={styles.item} data-status={over ? "quiet" : "firing"} data-episode={rule}>
      <p className={styles.head}>
        <span className={styles.status}>
          {one ? say(began.name) : told("guard.days", { first: say(began.name), last: say(last.name) })}
        </span>
        <Named metric={metric} />
        <small>{told("guard.watches", { metric: say(watches.label) })}</small>
        <small>
          {told(`guard.rule.${rule}`)}
          {!over && ` · ${told("guard.ongoing")}`}
        </small>
      </p>
      {trade && <TradeText trade={trade} />}
    </li>
  );
}
