/** Target and progress, guardrail, owner, benchmark: the few facts beside the number. */
import type { ReactNode } from "react";
import type { BenchmarkPart, GuardrailPart, MetricPage, Target } from "@/api/types";
import { plainDay } from "@/format/day";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import styles from "./Facts.module.css";

export function Facts({ page }: { page: MetricPage }) {
  const { t, say } = useSpeech();
  const { owner, target, guardrail, benchmark, unit } = page;
  return (
    <dl className={styles.facts}>
      {guardrail && <GuardrailFacts guardrail={guardrail} />}
      {target && (target.target !== null || !guardrail) && <TargetFacts target={target} unit={unit} />}
      {!target && !guardrail && <Fact term={t("panel.target")}>{t("panel.target.none")}</Fact>}
      <Fact term={t("panel.owner")} note={owner?.team ? say(owner.team) : undefined}>
        {owner?.name ?? t("panel.owner.none")}
      </Fact>
      {benchmark && <BenchmarkFact benchmark={benchmark} unit={unit} />}
    </dl>
  );
}

function Fact({ term, note, children }: { term: string; note?: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

function TargetFacts({ target, unit }: { target: Target; unit: Unit }) {
  const { t, language } = useSpeech();
  const numbers = useNumbers();
  const due = `${t("panel.target.due", { day: plainDay(target.due, language) })} · ${t(`panel.per.${target.grain}`)}`;
  if (target.target === null) {
    return (
      <Fact term={t("panel.keep")} note={due}>
        {target.keep}
      </Fact>
    );
  }
  const goal = numbers.table(target.target, unit);
  const way =
    target.start === null
      ? undefined
      : t("panel.progress.note", { start: numbers.table(target.start, unit), target: goal });
  return (
    <>
      <Fact term={t("panel.target")} note={due}>
        <span className="number">{goal}</span>
      </Fact>
      {target.progress !== null && (
        <Fact term={t("panel.progress")} note={way}>
          <span className="number">{numbers.part(target.progress)}</span>
          <progress className={styles.progress} max={1} value={target.progress} aria-label={t("panel.progress")} />
        </Fact>
      )}
    </>
  );
}

function GuardrailFacts({ guardrail }: { guardrail: GuardrailPart }) {
  const { t, say } = useSpeech();
  const holds = guardrail.holds === null ? undefined : t(guardrail.holds ? "panel.limit.holds" : "panel.limit.broken");
  return (
    <>
      <Fact term={t("panel.limit")} note={holds}>
        <span className="number" data-broken={guardrail.holds === false}>
          {guardrail.limit ?? t("panel.limit.none")}
        </span>
      </Fact>
      <Fact term={t("panel.watches")}>{say(guardrail.watches.label)}</Fact>
    </>
  );
}

function BenchmarkFact({ benchmark, unit }: { benchmark: BenchmarkPart; unit: Unit }) {
  const { t, say } = useSpeech();
  const numbers = useNumbers();
  const measure = benchmark.of ? "share" : unit;
  const of = benchmark.of ? t("panel.benchmark.of", { metric: say(benchmark.of.label) }) : benchmark.source;
  const ours =
    benchmark.ours === null ? undefined : t("panel.benchmark.ours", { value: numbers.table(benchmark.ours, measure) });
  return (
    <Fact term={t("panel.benchmark")} note={[ours, of].filter(Boolean).join(" · ")}>
      <span className="number" title={benchmark.source}>
        {numbers.table(benchmark.value, measure)}
      </span>
    </Fact>
  );
}
