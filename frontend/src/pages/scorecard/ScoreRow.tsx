/** One metric as a row of the table. */
import { memo } from "react";
import type { ScorecardRow } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark, statusText } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { GoalText, ProgressBar } from "./Goal";
import { MetricLink } from "./MetricLink";
import { PaceText } from "./PaceText";
import { texts } from "./texts";
import styles from "./ScoreTable.module.css";

export interface ScoreRowProps {
  row: ScorecardRow;
  paced: boolean; // a column for the pace is there
  page: string | undefined; // first day of the page's period
  versus: string | undefined; // and of that compared with
}

export const ScoreRow = memo(function ScoreRow({ row, paced, page, versus }: ScoreRowProps) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  useDrawn(row.metric);
  const other = row.period && row.period.start !== page ? say(row.period.short) : null;
  const compared = row.change.direction && row.versus?.start !== versus ? row.versus : null;
  return (
    <tr data-row={row.metric} data-status={row.status}>
      <th scope="row" className={styles.metric}>
        <MetricLink row={row} />
      </th>
      <td className={styles.status}>
        <StatusMark status={row.status} silent />
        <span>{t(statusText(row.status))}</span>
      </td>
      <td className={styles.figure}>
        <span className={styles.value}>
          <Figure reading={row.reading} unit={row.unit} format="table" />
        </span>
        {other && <small>{other}</small>}
      </td>
      <td className={styles.figure}>
        <Delta change={row.change} unit={row.unit} />
        {compared && <small>{told("score.versus", { period: say(compared.short) })}</small>}
      </td>
      <td className={styles.spark}>
        <Sparkline values={row.spark} target={row.goal?.phase === "running" ? row.goal.target : null} />
      </td>
      <td className={styles.goal}>
        <GoalText row={row} />
      </td>
      <td className={styles.progress}>
        <ProgressBar row={row} />
      </td>
      {paced && (
        <td className={styles.pace}>
          <PaceText pace={row.pace} unit={row.unit} />
        </td>
      )}
      <td className={styles.owner}>
        {row.owner ? row.owner.name : <span className={styles.quiet}>{t("panel.owner.none")}</span>}
        {row.owner?.team && <small>{say(row.owner.team)}</small>}
      </td>
    </tr>
  );
});
