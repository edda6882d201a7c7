/** What the guard page asks: one document. */
import { useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer } from "@/api/queries";
import type { GuardPage } from "@/api/types";

export function useGuardPage(): Answer<GuardPage> {
  return useQuery<GuardPage, ProblemError>({
    queryKey: ["pages/guard"],
    queryFn: ({ signal }) => ask<GuardPage>("pages/guard", {}, signal),
  });
}
