/** Where the running period is likely to close, and what that says of its target. */
import type { PacePart, ProjectionPart } from "@/api/types";
import { RangeStrip } from "@/components/RangeStrip";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./PaceText.module.css";

export function PaceText({ pace, unit }: { pace: PacePart | null; unit: Unit }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  if (pace?.projection) return <Projection pace={pace} projection={pace.projection} unit={unit} />;
  const reason = pace?.reason ? say(pace.reason) : undefined;
  return (
    <span className={styles.nothing} title={reason}>
      {told("score.nothing")}
      {reason && <span className="unseen">{reason}</span>}
    </span>
  );
}

function Projection({ pace, projection, unit }: { pace: PacePart; projection: ProjectionPart; unit: Unit }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { low, high, projected, target, verdict } = projection;
  const blanks = {
    period: pace.period ? say(pace.period.name) : "",
    value: numbers.table(projected, unit),
    low: numbers.table(low, unit),
    high: numbers.table(high, unit),
  };
  const asked = target === null ? null : told("score.pace.asked", { target: numbers.table(target, unit) });
  const long = [told("score.pace.long", blanks), asked].filter(Boolean).join(" · ");
  return (
    <span className={styles.pace} title={long} data-pace={verdict}>
      <span className={styles.line} aria-hidden="true">
        <b className="number">{blanks.value}</b>
        {verdict !== "undetermined" && <span className={styles.verdict}>{told(`score.pace.${verdict}`)}</span>}
      </span>
      <span className={styles.strip}>
        <RangeStrip low={low} high={high} value={projected} mark={target} />
      </span>
      <span className="unseen">
        {long}
        {verdict !== "undetermined" && ` · ${told(`score.pace.${verdict}`)}`}
      </span>
    </span>
  );
}
