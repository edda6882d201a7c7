/** A check's statistic as it is read: standard errors, a share, or a count. */
import type { HealthCheck } from "@/api/types";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";

export function useStatistic(unit: HealthCheck["unit"]): (value: number) => string {
  const told = useTexts(texts);
  const numbers = useNumbers();
  return (value) => {
    if (unit === "share") return numbers.table(value, "share");
    if (unit === "count") return numbers.table(value, null);
    return told("health.z", { value: value.toFixed(1).replace("-", "−") });
  };
}
