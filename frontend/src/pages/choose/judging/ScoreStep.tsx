/** Step 4: the scorecard under the weights in force, and two candidates beside one another. */
import type { ChoosePage } from "@/api/types";
import { Card } from "@/components/Card";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Duel } from "./Duel";
import { ScoreTable } from "./ScoreTable";
import { texts } from "./texts";
import { WeightsForm } from "./WeightsForm";
import styles from "../ChoosePage.module.css";

export function ScoreStep({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  return (
    <>
      <Card title={told("choose.score")} note={told("choose.score.note")} name="score">
        <TooFew page={page} />
        <ScoreTable page={page} />
        <p className={styles.quiet}>{told("choose.score.help")}</p>
      </Card>
      <WeightsForm key={Object.values(page.weights).join()} page={page} />
      <Duel page={page} />
    </>
  );
}

/** Nothing has a score: why. */
function TooFew({ page: { candidates } }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  if (candidates.some(({ score }) => score.value !== null)) return null;
  const reason = Object.values(candidates[0]?.parts ?? {}).flatMap((part) =>
    part.value === null ? [part.reason] : [],
  )[0];
  return <p className={styles.text}>{told("choose.score.none", { reason: reason ? say(reason) : "–" })}</p>;
}
