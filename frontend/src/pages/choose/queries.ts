/** What the page of choosing asks and writes. */
import { useQuery } from "@tanstack/react-query";
import { ask, ProblemError } from "@/api/client";
import type { Answer } from "@/api/queries";
import { send } from "@/api/send";
import type { ChangePart, ChoicePreview, ChoosePage, DecisionForm } from "@/api/types";

/** What the document hangs on. */
export interface Asked {
  weight?: readonly string[];
  a?: string;
  b?: string;
}

export function useChoosePage({ weight = [], a, b }: Asked): Answer<ChoosePage> {
  const pair: [string, string][] =
    a && b
      ? [
          ["first", a],
          ["second", b],
        ]
      : [];
  const path = `pages/choose${queryOf([...weighing(weight), ...pair])}`;
  return useQuery<ChoosePage, ProblemError>({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ChoosePage>(path, {}, signal),
  });
}

/** What saving a threshold would write; asked when somebody looks at it. */
export function useThresholdPreview(name: string, enabled: boolean): Answer<ChoicePreview> {
  const path = thresholdPath(name);
  return useQuery<ChoicePreview, ProblemError>({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ChoicePreview>(path, {}, signal),
    placeholderData: undefined, // of another threshold it would be wrong
    enabled,
  });
}

export function saveThreshold(name: string, seen: string, author: string | null): Promise<ChangePart> {
  const path = thresholdPath(name) + queryOf(author ? [["author", author]] : []);
  return send<ChangePart>({ method: "PUT", path, seen });
}

export function previewDecision(body: DecisionForm, weight: readonly string[]): Promise<ChoicePreview> {
  return send<ChoicePreview>({ method: "POST", path: `choose/decision/preview${queryOf(weighing(weight))}`, body });
}

export function decide(body: DecisionForm, weight: readonly string[], seen: string): Promise<ChangePart> {
  return send<ChangePart>({ method: "POST", path: `choose/decision${queryOf(weighing(weight))}`, body, seen });
}

export function takeBack(change: number): Promise<ChangePart> {
  return send<ChangePart>({ method: "POST", path: `build/undo/${change}` });
}

export function problemOf(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(null);
}

function thresholdPath(name: string): string {
  return `choose/thresholds/${encodeURIComponent(name)}`;
}

function weighing(weight: readonly string[]): [string, string][] {
  return weight.map((each) => ["weight", each]);
}

function queryOf(pairs: [string, string][]): string {
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : "";
}
