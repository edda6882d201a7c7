/** What of a metric goes into an image. */
import type { Change, PeriodName, Reading, Words } from "@/api/types";
import type { Unit } from "@/format/number";

export interface SharedPoint {
  value: number | null;
  before?: number | null;
  complete?: boolean;
}

export interface SharedCard {
  metric: string;
  label: Words;
  unit: Unit;
  period: PeriodName | null;
  versus: PeriodName | null;
  reading: Reading;
  change: Change;
  definition: Words;
  points: readonly SharedPoint[];
  target?: number | null;
}
