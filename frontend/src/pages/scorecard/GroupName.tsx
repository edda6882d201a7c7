/** What the rows under a heading have in common, and how many they are. */
import type { Role, Scorecard, Status } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { Grouping } from "@/router/search";
import type { Group } from "./choosing";
import { texts } from "./texts";
import styles from "./GroupName.module.css";

export interface GroupNameProps {
  page: Scorecard;
  grouping: Grouping;
  group: Group;
}

export function GroupName({ page, grouping, group }: GroupNameProps) {
  const name = useGroupName(page, grouping)(group.key);
  const statuses = page.counts.map(
    ({ status }) => [status, group.rows.filter((row) => row.status === status).length] as const,
  );
  return (
    <span className={styles.group}>
      <b>{name}</b>
      <span className="number">{group.rows.length}</span>
      <span className={styles.statuses} aria-hidden="true">
        {grouping !== "status" &&
          statuses
            .filter(([status, count]) => count > 0 && status !== "none")
            .map(([status, count]) => (
              <span key={status}>
                <StatusMark status={status} silent />
                <span className="number">{count}</span>
              </span>
            ))}
      </span>
    </span>
  );
}

function useGroupName(page: Scorecard, grouping: Grouping): (key: string | null) => string {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const named = (all: Scorecard["teams"], key: string | null, nothing: string): string => {
    const found = all.find((each) => each.id === key);
    return found ? say(found.name) : nothing;
  };
  return (key) => {
    if (grouping === "team") return named(page.teams, key, told("score.team.none"));
    if (grouping === "objective") return named(page.objectives, key, told("score.objective.none"));
    return grouping === "role" ? t(`role.${key as Role}`) : t(`status.${key as Status}`);
  };
}
