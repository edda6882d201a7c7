/** The board's questions: one hook a document. While a new answer is fetched, the one before it stays. */
import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ask, ProblemError, type Asked } from "./client";
import type { Grain, MetricPage, NorthStarPage, PeriodList, ProjectPage, TreePage, WhyPage } from "./types";

/** Which period, against which, how long. */
export interface View {
  at?: string;
  versus?: string;
  grain?: Grain;
}

export type Answer<Document> = UseQueryResult<Document, ProblemError>;

export function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        placeholderData: keepPreviousData,
        // The live stream says when something is new: nothing grows stale by itself.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (count, error) => error instanceof ProblemError && error.passing && count < 2,
      },
    },
  });
}

export function useProject(): Answer<ProjectPage> {
  return useDocument<ProjectPage>("project", {});
}

export function useNorthStarPage(view: View): Answer<NorthStarPage> {
  return useDocument<NorthStarPage>("pages/north-star", { ...view });
}

/** `slice` as the address has it: `channel:organic`. */
export function useTreePage(view: View, slice?: string): Answer<TreePage> {
  return useDocument<TreePage>("pages/tree", { ...view, slice });
}

export function useMetricPage(metric: string, view: View): Answer<MetricPage> {
  return useDocument<MetricPage>(`metrics/${encodeURIComponent(metric)}`, { ...view });
}

export function useWhyPage(metric: string, view: View): Answer<WhyPage> {
  return useDocument<WhyPage>(`pages/why/${encodeURIComponent(metric)}`, { ...view });
}

export function usePeriods(grain: Grain): Answer<PeriodList> {
  return useDocument<PeriodList>("periods", { grain });
}

function useDocument<Document>(path: string, asked: Asked): Answer<Document> {
  return useQuery<Document, ProblemError>({
    queryKey: [path, asked],
    queryFn: ({ signal }) => ask<Document>(path, asked, signal),
  });
}
