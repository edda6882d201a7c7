/** What the health page asks: one document. */
import { useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer } from "@/api/queries";
import type { HealthPage } from "@/api/types";

export function useHealthPage(): Answer<HealthPage> {
  return useQuery<HealthPage, ProblemError>({
    queryKey: ["pages/health"],
    queryFn: ({ signal }) => ask<HealthPage>("pages/health", {}, signal),
  });
}
