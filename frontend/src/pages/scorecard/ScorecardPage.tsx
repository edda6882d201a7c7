/** The scorecard: every metric on one row, grouped, sorted and filtered as the address says. */
import { useScorecard } from "./queries";
import { useView } from "@/app/useView";
import type { Scorecard } from "@/api/types";
import controls from "@/components/controls.module.css";
import { EmptyNotice, ErrorNotice, StaleNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { useNarrow } from "@/pages/tree/useNarrow";
import { chosen, countStatuses, grouped, readSorting } from "./choosing";
import { ScoreCards } from "./ScoreCards";
import { ScoreTable } from "./ScoreTable";
import { StatusStrip } from "./StatusStrip";
import { texts } from "./texts";
import { NO_FILTERS, Toolbar } from "./Toolbar";
import styles from "./ScorecardPage.module.css";

export default function ScorecardPage() {
  const told = useTexts(texts);
  const answer = useScorecard(useView());
  const page = answer.data;
  if (answer.error && (!page || answer.isPlaceholderData))
    return <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!page) return <LoadingPage />;
  if (page.rows.length === 0) return <EmptyNotice title={told("score.empty")} hint={told("score.empty.hint")} />;
  return (
    <div className={styles.page} data-refetching={answer.isPlaceholderData} data-scorecard>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Board page={page} />
      </div>
    </div>
  );
}

function Board({ page }: { page: Scorecard }) {
  const { language } = useSpeech();
  const search = useSearch();
  const narrow = useNarrow();
  const grouping = search.group ?? "team";
  const sorting = readSorting(search.sort);
  const rows = chosen(page, search, language);
  const groups = grouped(page, rows, grouping, sorting, language);
  const shown = groups.flatMap((group) => group.rows);
  return (
    <>
      <StatusStrip counts={countStatuses(page, chosen(page, search, language, "status"))} />
      <Toolbar page={page} shown={shown} />
      {rows.length === 0 ? (
        <Nothing all={page.rows.length} />
      ) : narrow ? (
        <ScoreCards page={page} groups={groups} grouping={grouping} />
      ) : (
        <ScoreTable page={page} groups={groups} grouping={grouping} sorting={sorting} />
      )}
    </>
  );
}

function Nothing({ all }: { all: number }) {
  const told = useTexts(texts);
  return (
    <div className={styles.nothing}>
      <EmptyNotice title={told("score.none")} hint={told("score.none.hint", { all })}>
        <button type="button" className={controls.button} onClick={() => changeSearch(NO_FILTERS)}>
          {told("score.clear")}
        </button>
      </EmptyNotice>
    </div>
  );
}
