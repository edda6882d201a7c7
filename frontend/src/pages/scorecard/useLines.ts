/** The table as lines of cells, for a file or the clipboard. */
import type { Scorecard, ScorecardRow } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { Cell } from "./csv";
import { texts } from "./texts";

export function useLines(page: Scorecard): (rows: readonly ScorecardRow[]) => Cell[][] {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const named = (all: Scorecard["teams"], id: string | null): Cell => {
    const found = all.find((each) => each.id === id);
    return found ? say(found.name) : null;
  };
  const columns: [string, (row: ScorecardRow) => Cell][] = [
    [told("csv.metric"), (row) => row.metric],
    [told("csv.label"), (row) => say(row.label)],
    [told("csv.role"), (row) => t(`role.${row.role}`)],
    [told("csv.team"), (row) => named(page.teams, row.team)],
    [told("csv.owner"), (row) => row.owner?.name ?? null],
    [told("csv.status"), (row) => t(`status.${row.status}`)],
    [told("csv.grain"), (row) => t(`grain.${row.grain}`)],
    [told("csv.period"), (row) => row.period?.start ?? null],
    [told("csv.value"), (row) => row.reading.value],
    [told("csv.unit"), (row) => row.unit],
    [told("csv.versus"), (row) => row.versus?.start ?? null],
    [told("csv.change"), (row) => row.change.amount],
    [told("csv.relative"), (row) => row.change.relative],
    [told("csv.objective"), (row) => named(page.objectives, row.objective)],
    [told("csv.start"), (row) => row.goal?.start ?? null],
    [told("csv.target"), (row) => row.goal?.target ?? row.goal?.keep ?? row.limit],
    [told("csv.due"), (row) => row.goal?.ends_on ?? null],
    [told("csv.progress"), (row) => row.goal?.progress ?? null],
    [told("csv.running"), (row) => row.pace?.period?.start ?? null],
    [told("csv.projected"), (row) => row.pace?.projection?.projected ?? null],
    [told("csv.low"), (row) => row.pace?.projection?.low ?? null],
    [told("csv.high"), (row) => row.pace?.projection?.high ?? null],
    [told("csv.verdict"), (row) => (row.pace?.projection ? told(`score.pace.${row.pace.projection.verdict}`) : null)],
  ];
  return (rows) => [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
}
