/** Choosing the North Star on evidence: five steps, of which the address says the one that is open. */
import type { ChoosePage as Document } from "@/api/types";
import { StaleNotice } from "@/components/Notice";
import { useTexts } from "@/i18n/texts";
import { useSearch } from "@/router/location";
import { STEPS, useStep, type Step } from "./choosing";
import { DecideStep } from "./DecideStep";
import { FilterStep } from "./judging/FilterStep";
import { Head } from "./Head";
import { JourneyStep } from "./JourneyStep";
import { useChoosePage } from "./queries";
import { ScoreStep } from "./judging/ScoreStep";
import { Onward, Steps } from "./Steps";
import { texts } from "./texts";
import { ThresholdStep } from "./ThresholdStep";
import { Waiting } from "./Waiting";
import styles from "./ChoosePage.module.css";

export default function ChoosePage() {
  const told = useTexts(texts);
  const { weight, a, b } = useSearch();
  const current = useStep();
  const answer = useChoosePage({ weight, a, b });
  const page = answer.data;
  if (!page) return <Waiting error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <div className={styles.page} data-choose={page.candidates.length} data-step={current}>
      <div className={styles.content}>
        {answer.isRefetchError && <StaleNotice />}
        <Head page={page} />
        <Steps page={page} current={current} />
        <p className={styles.computing} role="status">
          {answer.isFetching && told("choose.recomputing")}
        </p>
        {STEPS.map((step) => (
          <div key={step} className={styles.step} data-current={step === current}>
            <StepOf step={step} page={page} />
            <Onward step={step} />
          </div>
        ))}
      </div>
    </div>
  );
}

function StepOf({ step, page }: { step: Step; page: Document }) {
  switch (step) {
    case "journey":
      return <JourneyStep journey={page.journey} />;
    case "thresholds":
      return <ThresholdStep page={page} />;
    case "filter":
      return <FilterStep page={page} />;
    case "score":
      return <ScoreStep page={page} />;
    case "decide":
      return <DecideStep page={page} />;
  }
}
