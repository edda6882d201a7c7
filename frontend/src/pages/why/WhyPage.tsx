/** Why a metric moved: the change, its exact split down the tree, where it happened, and what coincides. */
import { useWhyPage } from "@/api/queries";
import { useView } from "@/app/useView";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { PageProps } from "@/pages/pages";
import { Link } from "@/router/Link";
import { TREE } from "@/router/paths";
import { EventsCard } from "./EventsCard";
import { Head } from "./Head";
import { InfluencesCard } from "./InfluencesCard";
import { LocatedCard } from "./LocatedCard";
import { RobustnessCard } from "./RobustnessCard";
import { SegmentsCard } from "./SegmentsCard";
import { SplitCard } from "./SplitCard";
import { TreeCard } from "./TreeCard";
import { texts } from "./texts";
import styles from "./WhyPage.module.css";

export default function WhyPage({ params }: PageProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const metric = params.metric ?? "";
  const page = useWhyPage(metric, useView());
  const why = page.data;
  if (page.error?.problem?.type.endsWith(":unknown-metric")) {
    return (
      <EmptyNotice title={`${told("why.unknown")}: ${metric}`} hint={page.error.problem.hint ?? ""}>
        <Link path={TREE}>{told("why.unknown.tree")}</Link>
      </EmptyNotice>
    );
  }
  if (page.error && (!why || page.isPlaceholderData))
    return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />;
  if (!why) return <LoadingPage />;
  if (why.told === "no_data")
    return <EmptyNotice title={`${say(why.label)} · ${told("why.empty")}`} hint={told("why.empty.hint")} />;
  return (
    <div className={styles.page} data-refetching={page.isPlaceholderData} data-why={why.metric}>
      {page.isRefetchError && <StaleNotice />}
      <div className={styles.grid}>
        <Head why={why} />
        <div className={styles.split}>
          <SplitCard why={why} />
          {why.branches.length > 0 && <TreeCard why={why} />}
        </div>
        <LocatedCard why={why} />
        <SegmentsCard why={why} />
        <div className={styles.beside}>
          <RobustnessCard robustness={why.robustness} />
          <EventsCard why={why} />
        </div>
        {why.influences.rows.length > 0 && <InfluencesCard influences={why.influences} unit={why.unit} />}
      </div>
    </div>
  );
}
