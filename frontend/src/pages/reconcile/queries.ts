/** What the page of two numbers asks: one document. */
import { useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer, View } from "@/api/queries";
import type { ReconcilePage } from "@/api/types";

export interface Ends {
  a?: string;
  b?: string;
}

/** Without both ends, what can be compared. */
export function useReconcilePage({ at, grain }: View, { a, b }: Ends): Answer<ReconcilePage> {
  const asked = a && b ? { a, b, at, grain } : {};
  return useQuery<ReconcilePage, ProblemError>({
    queryKey: ["pages/reconcile", asked],
    queryFn: ({ signal }) => ask<ReconcilePage>("pages/reconcile", asked, signal),
  });
}
