/** The North Star: one number, one sentence, and what one needs to believe them. */
import { useNorthStarPage } from "@/api/queries";
import { useView } from "@/app/useView";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { TREE } from "@/router/paths";
import { About } from "./About";
import { GoalCard } from "./GoalCard";
import { Hero } from "./Hero";
import { Movers } from "./Movers";
import { Side } from "./Side";
import { TrendCard } from "./TrendCard";
import { texts } from "./texts";
import styles from "./NorthStarPage.module.css";

export default function NorthStarPage() {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const page = useNorthStarPage(useView());
  const found = page.data;
  if (page.error && (!found || page.isPlaceholderData))
    return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />;
  if (!found) return <LoadingPage />;
  if (found.name === null) {
    return (
      <EmptyNotice title={t("star.none")} hint={t("star.none.hint")}>
        <Link path={TREE}>{t("star.none.tree")}</Link>
      </EmptyNotice>
    );
  }
  if (!found.star) {
    return <EmptyNotice title={`${say(found.name)} · ${t("star.empty")}`} hint={t("star.empty.hint")} />;
  }
  const { star } = found;
  return (
    <div className={styles.page} data-refetching={page.isPlaceholderData} data-north-star={star.metric}>
      {page.isRefetchError && <StaleNotice />}
      <div className={styles.grid}>
        <Hero
          metric={star.metric}
          label={star.label}
          unit={star.unit}
          status={star.status}
          period={star.period}
          versus={star.versus}
          reading={star.reading}
          change={star.change}
          expected={star.expected}
          sentence={star.sentence}
          statement={star.value_statement}
          trend={star.trend}
          definition={star.definition}
        />
        <GoalCard goal={star.goal} pace={star.pace} unit={star.unit} value={star.reading.value} />
        <TrendCard
          label={star.label}
          trend={star.trend}
          grain={found.grain}
          unit={star.unit}
          projection={star.pace?.projection ?? null}
        />
        <Movers metric={star.metric} movers={star.movers} unit={star.unit} period={star.period} versus={star.versus} />
        <div className={styles.beside}>
          <Side kind="guardrails" metrics={star.guardrails} period={star.period.start} episodes={found.episodes} />
          <Side kind="outcomes" metrics={star.outcomes} period={star.period.start} />
        </div>
        <About definition={star.definition} owner={star.owner} />
      </div>
    </div>
  );
}
