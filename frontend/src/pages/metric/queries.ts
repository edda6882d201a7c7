/** What the metric page asks: the page itself, its segments, the explorer, values to pick from, SQL. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer, View } from "@/api/queries";
import type { ExplorerPart, MetricDetail, SegmentsPart, SqlText, DimensionValues } from "@/api/types";
import type { TrendReach } from "@/router/search";

/** What the explorer is asked: dimensions, picked values, a condition, how many of the latest periods. */
export interface Question {
  metric: string;
  by: readonly string[];
  pick: readonly string[];
  where: string | undefined;
  periods: number;
  view: View;
}

export function useMetricDetail(metric: string, view: View, reach: TrendReach | undefined): Answer<MetricDetail> {
  const periods = reach === undefined ? undefined : reach === "all" ? "0" : reach;
  return useMetricDocument<MetricDetail>(`pages/metric/${encodeURIComponent(metric)}`, [
    ...pairsOf(view),
    ["periods", periods],
  ]);
}

export function useSegments(metric: string, by: string | undefined, view: View): Answer<SegmentsPart> {
  return useMetricDocument<SegmentsPart>(pathOf(metric, "segments"), [["by", by], ...pairsOf(view)]);
}

export function useExplorer(question: Question, enabled: boolean): Answer<ExplorerPart> {
  return useMetricDocument<ExplorerPart>(pathOf(question.metric, "explore"), pairsOfQuestion(question), enabled);
}

export function useValues(metric: string, dimension: string, containing: string): Answer<DimensionValues> {
  const path = pathOf(metric, `values/${encodeURIComponent(dimension)}`);
  return useMetricDocument<DimensionValues>(path, [["containing", containing || undefined]], dimension !== "");
}

export function useSql(metric: string, enabled: boolean): Answer<SqlText> {
  return useMetricDocument<SqlText>(pathOf(metric, "sql"), [], enabled);
}

/** The address of the same question as a file. */
export function downloadAddress(question: Question, format: string, language: string): string {
  const pairs: Pair[] = [...pairsOfQuestion(question), ["format", format], ["lang", language]];
  return `/api/v1/${pathOf(question.metric, "download")}${queryOf(pairs)}`;
}

type Pair = [string, string | undefined];

function pairsOf({ at, versus, grain }: View): Pair[] {
  return [
    ["at", at],
    ["versus", versus],
    ["grain", grain],
  ];
}

function pairsOfQuestion({ by, pick, where, periods, view }: Question): Pair[] {
  return [
    ...by.map((name): Pair => ["by", name]),
    ...pick.map((each): Pair => ["pick", each]),
    ["where", where],
    ["periods", String(periods)],
    ...pairsOf(view),
  ];
}

function pathOf(metric: string, rest: string): string {
  return `metrics/${encodeURIComponent(metric)}/${rest}`;
}

function queryOf(pairs: Pair[]): string {
  const given = pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : "";
}

/** Asked anew, a question cancels the one before it; what was answered stays until then. */
function useMetricDocument<Document>(path: string, pairs: Pair[], enabled = true): Answer<Document> {
  const address = path + queryOf(pairs);
  return useQuery<Document, ProblemError>({
    queryKey: [address],
    queryFn: ({ signal }) => ask<Document>(address, {}, signal),
    enabled,
    // Another metric's page is another page: nothing of the last one stays in its place.
    placeholderData: (previous, query) =>
      String(query?.queryKey[0]).split("?")[0] === path ? keepPreviousData(previous) : undefined,
  });
}
