/** A metric's name, which leads to its page, and what it is for. */
import type { ScorecardRow } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import type { Search } from "@/router/search";
import { texts } from "./texts";
import { walk } from "./walk";
import styles from "./MetricLink.module.css";

/** What belongs to this page alone is left behind. */
const ELSEWHERE: Partial<Search> = {
  group: undefined,
  sort: undefined,
  text: undefined,
  team: undefined,
  role: undefined,
  owner: undefined,
  status: undefined,
};

export function MetricLink({ row }: { row: ScorecardRow }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const notes = [t(`role.${row.role}`), row.in_tree ? null : told("score.outside")];
  return (
    <span className={styles.metric}>
      <Link path={pathTo(METRIC, { metric: row.metric })} search={ELSEWHERE} className={styles.name} onKeyDown={walk}>
        {say(row.label)}
      </Link>
      <small>{notes.filter(Boolean).join(" · ")}</small>
    </span>
  );
}
