/** The trend as far back as one likes, with what happened; anybody may write beside it. */
import { useMemo, useState } from "react";
import type { MetricPage, PacePart } from "@/api/types";
import { Card } from "@/components/Card";
import { TrendChart } from "@/components/chart/TrendChart";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { REACHES } from "@/router/search";
import { NoteForm } from "./NoteForm";
import { texts } from "./texts";
import styles from "./TrendCard.module.css";

export interface TrendCardProps {
  page: MetricPage;
  pace: PacePart | null;
  usual: number; // periods, unless somebody asks for more or fewer
}

export function TrendCard({ page, pace, usual }: TrendCardProps) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const [writing, setWriting] = useState<string | null>(null); // the day on which a new annotation begins
  const { trend, grain, unit, period } = page;
  const projection = pace?.projection ?? null;
  const running = trend.points.at(-1)?.complete === false;
  const trended = useMemo(
    () => ({ ...trend, grain, unit, projection: running ? projection : null }),
    [trend, grain, unit, projection, running],
  );
  return (
    <Card
      title={t("metric.trend")}
      note={t("metric.trend.note", { span: say(trend.span), before: say(trend.before) })}
      name="trend"
      actions={
        <>
          <Reach usual={String(usual)} />
          <button type="button" className={controls.button} onClick={() => setWriting(period?.start ?? "")}>
            <Icon name="note" />
            {t("metric.annotate")}
          </button>
        </>
      }
    >
      {trend.points.length > 0 ? (
        <TrendChart
          label={`${say(page.label)}, ${t("metric.trend")}: ${say(trend.span)}`}
          trend={trended}
          height="fill"
          onPick={setWriting}
        />
      ) : (
        <p className={styles.quiet}>{t("metric.empty.hint")}</p>
      )}
      {writing !== null && <NoteForm metric={page.metric} note={null} day={writing} onClose={() => setWriting(null)} />}
    </Card>
  );
}

function Reach({ usual }: { usual: string }) {
  const t = useTexts(texts);
  const { periods = usual } = useSearch();
  return (
    <div className={controls.group} role="group" aria-label={t("metric.reach")}>
      {REACHES.map((reach) => (
        <button
          key={reach}
          type="button"
          className={controls.button}
          aria-pressed={reach === periods}
          onClick={() => changeSearch({ periods: reach === usual ? undefined : reach }, { replace: true })}
        >
          {reach === "all" ? t("metric.reach.all") : reach}
        </button>
      ))}
    </div>
  );
}
