/** What the build page asks and sends. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask, ProblemError } from "@/api/client";
import type { Answer } from "@/api/queries";
import { send } from "@/api/send";
import type {
  BuildMetricPage,
  BuildPage,
  BuildPreview,
  ChangeList,
  ChangePart,
  MetricForm,
  RemovalPreview,
  ValueList,
} from "@/api/types";

const TYPING_MS = 300;

/** The name in the address of a metric that is not there yet: no metric can be called so. */
export const NEW = "+";

export function useChoices(): Answer<BuildPage> {
  return useQuery({ queryKey: ["pages/build"], queryFn: ({ signal }) => ask<BuildPage>("pages/build", {}, signal) });
}

/** A metric's form as it is saved; nothing is asked for a new one. */
export function useSaved(metric: string): Answer<BuildMetricPage> {
  return useQuery({
    queryKey: ["pages/build", metric],
    queryFn: ({ signal }) => ask<BuildMetricPage>(`pages/build/${encodeURIComponent(metric)}`, {}, signal),
    enabled: metric !== NEW,
    placeholderData: undefined,
  });
}

export interface Previewed {
  preview: BuildPreview | undefined; // of this form, or while a new one is asked for of the one before
  waiting: boolean;
  error: ProblemError | null;
}

/** What the form would become, asked for when typing pauses. */
export function usePreview(form: MetricForm, metric: string): Previewed {
  const settled = useSettled(form, TYPING_MS);
  const asked = metric === NEW ? "" : `?metric=${encodeURIComponent(metric)}`;
  const answer = useQuery<BuildPreview, ProblemError>({
    queryKey: ["build/preview", metric, settled],
    queryFn: () => send<BuildPreview>({ method: "POST", path: `build/preview${asked}`, body: settled }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const waiting = settled !== form || answer.isFetching || answer.isPlaceholderData;
  return { preview: answer.data, waiting, error: answer.error };
}

/** Real values of a column, commonest first. */
export function useValues(
  model: string | null,
  column: string,
  prefix: string,
  wanted: boolean,
): ValueList | undefined {
  const settled = useSettled(prefix, 200);
  const asked = { model: model ?? undefined, column, prefix: settled };
  return useQuery({
    queryKey: ["build/values", asked],
    queryFn: ({ signal }) => ask<ValueList>("build/values", asked, signal),
    enabled: wanted && model !== null && column !== "",
    placeholderData: undefined,
    retry: false,
  }).data;
}

export function useChanges(): Answer<ChangeList> {
  return useQuery({
    queryKey: ["build/changes"],
    queryFn: ({ signal }) => ask<ChangeList>("build/changes", { limit: "8" }, signal),
  });
}

/** `seen` is the tag of the file as it was looked at. */
export function saveMetric(form: MetricForm, metric: string, seen: string, author: string | null): Promise<ChangePart> {
  const name = metric === NEW ? form.name.trim() : metric;
  return send<ChangePart>({ method: "PUT", path: `build/metrics/${written(name, author)}`, body: form, seen });
}

export function askRemoval(metric: string): Promise<RemovalPreview> {
  const path = `build/metrics/${encodeURIComponent(metric)}/removal`;
  return ask<RemovalPreview>(path, {}, new AbortController().signal);
}

export function removeMetric(metric: string, seen: string, author: string | null): Promise<ChangePart> {
  return send<ChangePart>({ method: "DELETE", path: `build/metrics/${written(metric, author)}`, seen });
}

export function undoChange(change: number): Promise<ChangePart> {
  return send<ChangePart>({ method: "POST", path: `build/undo/${change}` });
}

export function problemOf(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(null);
}

function written(name: string, author: string | null): string {
  return encodeURIComponent(name) + (author ? `?author=${encodeURIComponent(author)}` : "");
}

/** A value once it has not changed for a while. */
function useSettled<Value>(value: Value, pause: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
