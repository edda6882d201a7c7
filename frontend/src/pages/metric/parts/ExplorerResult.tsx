/** A breakdown as a chart of its largest segments and a table of them all. */
import { lazy, Suspense } from "react";
import type { DimensionName, ExplorerPart, Words } from "@/api/types";
import { Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { ExplorerTable } from "./ExplorerTable";
import { texts } from "./texts";
import styles from "./Explorer.module.css";

const ExplorerDrawing = lazy(() => import("./ExplorerDrawing"));

export interface ExplorerResultProps {
  found: ExplorerPart;
  label: Words;
  dimensions: readonly DimensionName[];
}

export function ExplorerResult({ found, label, dimensions }: ExplorerResultProps) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const { as = "lines" } = useSearch();
  if (found.periods.length === 0 || (found.by.length > 0 && found.lines.length === 0))
    return <p className={styles.quiet}>{t("metric.explore.nothing")}</p>;
  const by = found.by.map((name) => {
    const dimension = dimensions.find((each) => each.dimension === name);
    return dimension ? say(dimension.label) : name;
  });
  const title = by.length > 0 ? t("metric.explore.chart", { metric: say(label), by: by.join(" × ") }) : say(label);
  return (
    <>
      {found.note && <p className={styles.quiet}>{say(found.note)}</p>}
      <div className={styles.frame}>
        <Suspense fallback={<Skeleton height="100%" />}>
          <ExplorerDrawing label={title} found={found} as={as} />
        </Suspense>
      </div>
      <ExplorerTable found={found} label={title} by={by} />
      {found.lines.length > found.drawn && (
        <p className={styles.quiet}>
          {t("metric.explore.drawn", { count: found.drawn })}{" "}
          {found.left_out > 0 && t("metric.explore.left_out", { count: found.left_out })}
        </p>
      )}
    </>
  );
}
