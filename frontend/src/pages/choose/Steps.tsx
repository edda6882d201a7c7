/** The five steps, each with what it came to; and the way on from one to the next. */
import type { ChoosePage } from "@/api/types";
import { Icon } from "@/components/Icon";
import controls from "@/components/controls.module.css";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { CHOOSE } from "@/router/paths";
import { stands, STEPS, type Step } from "./choosing";
import { whole } from "./scores";
import { texts } from "./texts";
import styles from "./Steps.module.css";

export function Steps({ page, current }: { page: ChoosePage; current: Step }) {
  const told = useTexts(texts);
  const sums = useSums(page);
  return (
    <nav className={`${styles.steps} no-print`} aria-label={told("choose.steps")}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <Link path={CHOOSE} search={{ step }} aria-current={step === current ? "step" : undefined}>
              <span className={styles.number}>{index + 1}</span>
              <span className={styles.name}>{told(`choose.step.${step}`)}</span>
              <small>{sums[step]}</small>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function useSums(page: ChoosePage): Record<Step, string> {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const { journey, thresholds, candidates } = page;
  const standing = candidates.filter(stands);
  const [first] = standing;
  const [from, to] = [journey?.stages[0], journey?.stages.at(-1)];
  const score = first && first.score.value !== null ? whole(first.score.value) : "–";
  return {
    journey:
      from && to ? `${numbers.table(from.reached, null)} → ${numbers.table(to.reached, null)}` : told("choose.none"),
    thresholds: told("choose.found", { count: thresholds.length }),
    filter: told("choose.refused.count", { count: candidates.length - standing.length, of: candidates.length }),
    score: first ? `${say(first.label)} ${score}` : told("choose.none"),
    decide: told("choose.decide.sum"),
  };
}

/** Back and on, at the foot of a step. */
export function Onward({ step }: { step: Step }) {
  const told = useTexts(texts);
  const index = STEPS.indexOf(step);
  const [before, after] = [STEPS[index - 1], STEPS[index + 1]];
  return (
    <p className={`${styles.onward} no-print`}>
      {before && (
        <Link path={CHOOSE} search={{ step: before }} className={controls.button}>
          <Icon name="left" />
          {told(`choose.step.${before}`)}
        </Link>
      )}
      {after && (
        <Link path={CHOOSE} search={{ step: after }} className={`${controls.button} ${styles.next}`}>
          {told(`choose.step.${after}`)}
          <Icon name="right" />
        </Link>
      )}
    </p>
  );
}
