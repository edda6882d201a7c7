/** The metric's segments by one dimension at a time. */
import type { SegmentsPart } from "@/api/types";
import type { View } from "@/api/queries";
import { Card } from "@/components/Card";
import { ErrorNotice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { Choice } from "./Choice";
import { useSegments } from "../queries";
import { SegmentsTable } from "./SegmentsTable";
import { texts } from "./texts";
import styles from "./SegmentsCard.module.css";

export function SegmentsCard({ metric, view }: { metric: string; view: View }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const { dim } = useSearch();
  const segments = useSegments(metric, dim, view);
  const found = segments.data;
  const versus = found?.period && found.versus;
  return (
    <Card
      title={t("metric.segments")}
      name="segments"
      note={
        versus &&
        found.period &&
        t("metric.segments.note", { period: say(found.period.name), versus: say(versus.name) })
      }
      actions={
        found &&
        found.dimensions.length > 0 && (
          <Choice
            label={t("metric.segments.by")}
            value={found.dimension ?? ""}
            options={found.dimensions.map((each) => ({ value: each.dimension, text: say(each.label) }))}
            onChoose={(chosen) => changeSearch({ dim: chosen }, { replace: true })}
          />
        )
      }
    >
      {segments.error && !found && <ErrorNotice error={segments.error} onRetry={() => void segments.refetch()} />}
      {!found && !segments.error && <Skeleton height={180} />}
      {found && (
        <div className={styles.body} data-refetching={segments.isPlaceholderData}>
          <Shown found={found} />
        </div>
      )}
    </Card>
  );
}

function Shown({ found }: { found: SegmentsPart }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  if (!found.dimension) return <p className={styles.quiet}>{t("metric.segments.none")}</p>;
  if (found.rows.length === 0) return <p className={styles.quiet}>{t("metric.segments.empty")}</p>;
  return (
    <>
      {found.note && <p className={styles.quiet}>{t("metric.segments.apart", { reason: say(found.note) })}</p>}
      <SegmentsTable found={found} />
    </>
  );
}
