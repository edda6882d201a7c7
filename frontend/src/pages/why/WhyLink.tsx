/** A metric's name, as a way into why it moved in the same periods. */
import type { Words } from "@/api/types";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";
import { pathTo, WHY } from "@/router/paths";
import styles from "./WhyLink.module.css";

export function WhyLink({ metric, label }: { metric: string; label: Words }) {
  const { say } = useSpeech();
  return (
    <Link className={styles.link} path={pathTo(WHY, { metric })} search={{ dim: undefined }} data-driver={metric}>
      {say(label)}
    </Link>
  );
}
