/** Another metric, by its name, leading to its page. */
import type { MetricName } from "@/api/types";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { ELSEWHERE } from "./elsewhere";
import styles from "./RelationsCard.module.css";

export function MetricLink({ metric: { metric, label } }: { metric: MetricName }) {
  const { say } = useSpeech();
  return (
    <Link path={pathTo(METRIC, { metric })} search={ELSEWHERE} className={styles.link}>
      {say(label)}
    </Link>
  );
}
