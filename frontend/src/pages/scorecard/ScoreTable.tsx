/** The rows as a table: a heading a group, an order by any column. */
import type { Scorecard } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import type { Grouping } from "@/router/search";
import { nextSorting, writeSorting, type Column, type Group, type Sorting } from "./choosing";
import { GroupName } from "./GroupName";
import { ScoreRow } from "./ScoreRow";
import { texts } from "./texts";
import styles from "./ScoreTable.module.css";

export interface ScoreTableProps {
  page: Scorecard;
  groups: Group[];
  grouping: Grouping;
  sorting: Sorting | null;
}

const WIDTH = 9; // columns

export function ScoreTable({ page, groups, grouping, sorting }: ScoreTableProps) {
  const told = useTexts(texts);
  const head = (column: Column, text: string) => <Head column={column} text={text} sorting={sorting} />;
  const { say } = useSpeech();
  const against = page.versus ? told("score.change.versus", { period: say(page.versus.short) }) : told("score.change");
  const paced = page.rows.some((row) => row.pace !== null);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="unseen">{told("score.table")}</caption>
        <thead>
          <tr>
            {head("metric", told("score.metric"))}
            {head("status", told("score.status"))}
            <th scope="col" className={styles.figure}>
              {told("score.value")}
            </th>
            {head("change", against)}
            <th scope="col">{told("score.trend")}</th>
            <th scope="col">{told("score.goal")}</th>
            {head("progress", told("score.progress"))}
            {paced && head("pace", told("score.pace"))}
            {head("owner", told("score.owner"))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key ?? ""}>
            {grouping !== "none" && (
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={paced ? WIDTH : WIDTH - 1}>
                  <GroupName page={page} grouping={grouping} group={group} />
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <ScoreRow
                key={row.metric}
                row={row}
                paced={paced}
                page={page.period?.start}
                versus={page.versus?.start}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Head({ column, text, sorting }: { column: Column; text: string; sorting: Sorting | null }) {
  const order = sorting?.column === column ? (sorting.downward ? "descending" : "ascending") : "none";
  const sort = (): void => {
    const next = nextSorting(column, sorting);
    changeSearch({ sort: next ? writeSorting(next) : undefined }, { replace: true });
  };
  return (
    <th scope="col" aria-sort={order} className={column === "change" ? styles.figure : undefined}>
      <button type="button" className={styles.sort} data-order={order} onClick={sort}>
        {text}
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d={order === "ascending" ? "M4 1l3 5H1z" : "M4 7 1 2h6z"} fill="currentColor" />
        </svg>
      </button>
    </th>
  );
}
