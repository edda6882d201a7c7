/** What the page of what moved asks: one document. */
import { useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer, View } from "@/api/queries";
import type { MovedPage } from "@/api/types";

/** Every metric is compared with its own period before: what else the address compares with is not asked. */
export function useMovedPage({ at, grain }: View): Answer<MovedPage> {
  const asked = { at, grain };
  return useQuery<MovedPage, ProblemError>({
    queryKey: ["pages/moved", asked],
    queryFn: ({ signal }) => ask<MovedPage>("pages/moved", asked, signal),
  });
}
