/** Why it moved: the exact split over its drivers, and the segments that carried it. */
import { useWhyPage, type View } from "@/api/queries";
import type { WhyPage } from "@/api/types";
import { ErrorNotice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useSpeech, type MessageKey } from "@/i18n";
import { Link } from "@/router/Link";
import { pathTo, WHY } from "@/router/paths";
import { Section } from "./Section";
import { Segments } from "./Segments";
import { Waterfall } from "./Waterfall";
import styles from "./WhySection.module.css";

const VERDICTS: Record<string, MessageKey> = {
  undetermined: "panel.why.undetermined",
  within: "panel.why.noise",
  expected: "panel.why.noise",
  noise: "panel.why.noise",
};

export interface WhySectionProps {
  metric: string;
  view: View;
  onSelect: (metric: string) => void;
}

export function WhySection({ metric, view, onSelect }: WhySectionProps) {
  const { t, say } = useSpeech();
  const page = useWhyPage(metric, view);
  const why = page.data;
  if (page.error && (!why || page.isPlaceholderData)) {
    return (
      <Section title={t("panel.why")}>
        <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />
      </Section>
    );
  }
  if (!why) {
    return (
      <Section title={t("panel.why")}>
        <Skeleton height={220} />
      </Section>
    );
  }
  return (
    <>
      <Section title={t("panel.why")} note={span(why, t, say)}>
        {why.steps.length > 0 ? (
          <Waterfall page={why} onSelect={onSelect} />
        ) : (
          <p className={styles.quiet}>{t(noSteps(why))}</p>
        )}
        <p className={styles.quiet}>
          {why.expected.reason ? say(why.expected.reason) : t(VERDICTS[why.expected.verdict] ?? "panel.why.unusual")}
        </p>
        <Link className={`${styles.full} no-print`} path={pathTo(WHY, { metric })} search={{ metric: undefined }}>
          {t("panel.why.full")} →
        </Link>
      </Section>
      {why.segments.length > 0 && (
        <Section title={t("panel.segments")} note={t("panel.segments.note")}>
          <Segments segments={why.segments} metric={why.metric} />
        </Section>
      )}
    </>
  );
}

function span(
  why: WhyPage,
  t: ReturnType<typeof useSpeech>["t"],
  say: ReturnType<typeof useSpeech>["say"],
): string | undefined {
  if (!why.versus || !why.period) return undefined;
  return t("panel.why.note", { versus: say(why.versus.short), period: say(why.period.short) });
}

function noSteps(why: WhyPage): MessageKey {
  if (why.after === null || why.before === null)
    return why.after === null ? "change.nothing_now" : "change.nothing_before";
  return why.after === why.before ? "panel.why.still" : "panel.why.none";
}
