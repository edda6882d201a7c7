/** What the scorecard asks: one document. */
import { useQuery } from "@tanstack/react-query";
import { ask, type ProblemError } from "@/api/client";
import type { Answer, View } from "@/api/queries";
import type { Scorecard } from "@/api/types";

export function useScorecard(view: View): Answer<Scorecard> {
  const asked = { ...view };
  return useQuery<Scorecard, ProblemError>({
    queryKey: ["pages/scorecard", asked],
    queryFn: ({ signal }) => ask<Scorecard>("pages/scorecard", asked, signal),
  });
}
