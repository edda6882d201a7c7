/** What is being looked at: the period, what it is compared with, and how to step. */
import { useCallback } from "react";
import { usePeriods, useProject, type View } from "@/api/queries";
import type { Grain, PeriodName } from "@/api/types";
import { changeSearch, useSearch } from "@/router/location";

export interface Stepping {
  grain: Grain;
  periods: PeriodName[];
  shown: PeriodName | undefined;
  versus: PeriodName | undefined;
  earlier: PeriodName | undefined;
  later: PeriodName | undefined;
}

/** What the address asks for, as the pages' documents are asked. */
export function useView(): View {
  const { at, versus, grain } = useSearch();
  return { at, versus, grain };
}

/** The periods by name, and the one shown among them. The list runs from late to early. */
export function useStepping(): Stepping {
  const { at, versus, grain } = useSearch();
  const project = useProject();
  const chosen = grain ?? project.data?.grain ?? "week";
  const list = usePeriods(chosen);
  const periods = list.data?.grain === chosen ? list.data.periods : [];
  const start = at ?? list.data?.latest ?? undefined;
  const index = periods.findIndex((period) => period.start === start);
  const known = index >= 0;
  return {
    grain: chosen,
    periods,
    shown: periods[index],
    versus: versus ? periods.find((period) => period.start === versus) : known ? periods[index + 1] : undefined,
    earlier: known ? periods[index + 1] : undefined,
    later: known ? periods[index - 1] : undefined,
  };
}

export function showPeriod(period: PeriodName | undefined): void {
  if (period) changeSearch({ at: period.start, versus: undefined });
}

export function useSteps({ earlier, later }: Stepping): { back: () => void; forward: () => void } {
  const back = useCallback(() => showPeriod(earlier), [earlier]);
  const forward = useCallback(() => showPeriod(later), [later]);
  return { back, forward };
}
