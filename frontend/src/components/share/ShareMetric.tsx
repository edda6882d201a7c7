/** The image of a metric, wherever its page or panel shows its number. */
import { useMemo } from "react";
import type { MetricPage } from "@/api/types";
import { ShareImage } from "./ShareImage";

export function ShareMetric({ page }: { page: MetricPage }) {
  const card = useMemo(() => ({ ...page, points: page.trend.points, target: page.trend.target }), [page]);
  return <ShareImage card={card} />;
}
