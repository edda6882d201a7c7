/** The walk as a waterfall: where it begins, what each condition makes, where it ends. */
import type { Walk, WalkStep } from "@/api/types";
import { Card } from "@/components/Card";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./WalkCard.module.css";

export function WalkCard({ walk }: { walk: Walk }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const { a, b } = { a: say(walk.a), b: say(walk.b) };
  return (
    <Card title={told("reconcile.walk", { a, b })} note={say(walk.period.name)} name="walk">
      {walk.reason ? (
        <p className={styles.said}>{told("reconcile.none", { reason: say(walk.reason) })}</p>
      ) : (
        <Steps walk={walk} />
      )}
      <Verdict walk={walk} />
    </Card>
  );
}

function Steps({ walk }: { walk: Walk }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const last = walk.steps.at(-1)?.value ?? walk.a_value ?? 0;
  const end = (label: string, value: number | null) => (
    <tr className={styles.end}>
      <th scope="row">{label}</th>
      <Bar walk={walk} from={0} to={value ?? 0} tone="whole" />
      <td className="number">{value === null ? "–" : numbers.table(value, walk.unit)}</td>
      <td aria-hidden="true" />
    </tr>
  );
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            {told("reconcile.condition")}
          </th>
          <th scope="col">{told("reconcile.value")}</th>
          <th scope="col">{told("reconcile.change")}</th>
        </tr>
      </thead>
      <tbody>
        {end(say(walk.a), walk.a_value)}
        {walk.steps.map((step) => (
          <StepRow key={step.text.en} step={step} walk={walk} />
        ))}
        {walk.unexplained !== null && walk.unexplained !== 0 && (
          <tr>
            <th scope="row">{told("reconcile.unexplained")}</th>
            <Bar walk={walk} from={last} to={last + walk.unexplained} tone="left" />
            <td className="number" colSpan={2}>
              {numbers.signed(walk.unexplained, walk.unit)}
            </td>
          </tr>
        )}
        {end(say(walk.b), walk.b_value)}
      </tbody>
    </table>
  );
}

function StepRow({ step, walk }: { step: WalkStep; walk: Walk }) {
  const { say } = useSpeech();
  const numbers = useNumbers();
  return (
    <tr data-step={step.text.en}>
      <th scope="row">{say(step.text)}</th>
      <Bar walk={walk} from={step.begins} to={step.value} tone={step.change < 0 ? "less" : "more"} />
      <td className="number">{numbers.table(step.value, walk.unit)}</td>
      <td className="number">{step.change === 0 ? "±0" : numbers.signed(step.change, walk.unit)}</td>
    </tr>
  );
}

function Bar({ walk, from, to, tone }: { walk: Walk; from: number; to: number; tone: string }) {
  const span = walk.high - walk.low || 1;
  const left = ((Math.min(from, to) - walk.low) / span) * 100;
  const width = (Math.abs(to - from) / span) * 100;
  return (
    <td className={styles.bar} aria-hidden="true">
      <span data-tone={tone} style={{ left: `${left}%`, width: `max(2px, ${width}%)` }} />
    </td>
  );
}

/** What the walk is worth. */
function Verdict({ walk }: { walk: Walk }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  if (walk.reason) return null;
  if (walk.difference === 0) return <p className={styles.said}>{told("reconcile.same")}</p>;
  if (!walk.guessed) return <p className={styles.said}>{told("reconcile.exact")}</p>;
  const { nearest } = walk;
  return (
    <div className={styles.said}>
      <p>{walk.steps.length > 0 ? told("reconcile.proposal") : told("reconcile.lost", { tried: walk.tried ?? 0 })}</p>
      {walk.alternatives.map((way) => (
        <p key={way.map(({ en }) => en).join()}>{told("reconcile.or", { steps: way.map(say).join(" + ") })}</p>
      ))}
      {nearest && (
        <p>{told("reconcile.nearest", { step: say(nearest.text), value: numbers.table(nearest.value, walk.unit) })}</p>
      )}
    </div>
  );
}
