/** A metric by its name, leading to its page. */
import type { MetricName } from "@/api/types";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import styles from "./GuardPage.module.css";

export function Named({ metric: { metric, label } }: { metric: MetricName }) {
  const { say } = useSpeech();
  return (
    <Link path={pathTo(METRIC, { metric })} className={styles.link}>
      {say(label)}
    </Link>
  );
}
