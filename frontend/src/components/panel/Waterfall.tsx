/** From the value before to the value after, one bar a driver: together they are exactly the change. */
import type { Step, WhyPage } from "@/api/types";
import { useNumbers, useSpeech, type MessageKey } from "@/i18n";
import styles from "./Waterfall.module.css";

const NAMES: Partial<Record<Step["kind"], MessageKey>> = {
  others: "panel.why.others",
  unexplained: "panel.why.unexplained",
};

export function Waterfall({ page, onSelect }: { page: WhyPage; onSelect: (metric: string) => void }) {
  const { t, say } = useSpeech();
  const place = scale(page.steps);
  const nameOf = (step: Step): string => {
    if (step.label) return say(step.label);
    if (step.kind === "before") return page.versus ? say(page.versus.short) : "";
    if (step.kind === "after") return page.period ? say(page.period.short) : "";
    return t(NAMES[step.kind] ?? "panel.why.others");
  };
  return (
    <ol className={styles.waterfall}>
      {page.steps.map((step, index) => (
        <li key={step.metric ?? step.kind} className={styles.row} data-kind={step.kind}>
          <StepName step={step} text={nameOf(step)} onSelect={onSelect} />
          <StepBar step={step} place={place} last={index === page.steps.length - 1} />
          <StepNumber step={step} unit={page.unit} />
        </li>
      ))}
    </ol>
  );
}

function StepName({ step, text, onSelect }: { step: Step; text: string; onSelect: (metric: string) => void }) {
  const { metric } = step;
  if (metric === null) return <span className={styles.name}>{text}</span>;
  return (
    <button type="button" className={styles.name} onClick={() => onSelect(metric)} title={text}>
      {text}
    </button>
  );
}

function StepBar({ step, place, last }: { step: Step; place: Place; last: boolean }) {
  const whole = step.kind === "before" || step.kind === "after";
  const from = whole ? 0 : Math.min(place(step.begins), place(step.ends));
  const to = Math.max(place(step.begins), place(step.ends));
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      aria-hidden="true"
      data-tone={step.tone}
      data-direction={step.amount > 0 ? "up" : "down"}
    >
      <rect x={from} y="3" width={Math.max(0.6, to - from)} height="14" />
      {!last && <line x1={place(step.ends)} x2={place(step.ends)} y1="17" y2="23" />}
    </svg>
  );
}

function StepNumber({ step, unit }: { step: Step; unit: WhyPage["unit"] }) {
  const numbers = useNumbers();
  const whole = step.kind === "before" || step.kind === "after";
  return (
    <span className={`${styles.number} number`} title={numbers.tooltip(step.amount, unit)}>
      {whole ? numbers.table(step.amount, unit) : numbers.signed(step.amount, unit)}
    </span>
  );
}

type Place = (value: number) => number;

/** The bars of the steps fill the width: the first and last are cut off at the left, where nothing happens. */
function scale(steps: Step[]): Place {
  const moving = steps.filter((step) => step.kind !== "before" && step.kind !== "after");
  const levels = moving.flatMap((step) => [step.begins, step.ends]);
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const start = low - (high - low) * 0.22;
  const width = high - start || 1;
  return (value) => Math.max(0, ((value - start) / width) * 100);
}
