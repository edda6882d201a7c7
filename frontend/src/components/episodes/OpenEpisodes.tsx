/** The guardrails that fire, a line each, with what was traded; leads to the guard page. Nothing where none does. */
import type { EpisodePart } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { GUARD } from "@/router/paths";
import { texts } from "./texts";
import styles from "./OpenEpisodes.module.css";

export function OpenEpisodes({ episodes }: { episodes: readonly EpisodePart[] }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  if (episodes.length === 0) return null;
  return (
    <ul className={styles.episodes} data-episodes={episodes.length}>
      {episodes.map(({ metric, watches, rule, began, trade }) => (
        <li key={`${metric.metric} ${watches.metric} ${rule}`}>
          <Link path={GUARD} className={styles.episode}>
            <StatusMark status="off" silent />
            <span>
              {told("episodes.firing", {
                guardrail: say(metric.label),
                period: say(began.name),
                watched: say(watches.label),
              })}
              {trade && <small> {say(trade.text)}</small>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
