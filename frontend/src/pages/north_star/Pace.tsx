/** The pace of the running period: where it is likely to close, and what that says of its target. */
import type { PacePart, ProjectionPart } from "@/api/types";
import { RangeStrip } from "@/components/RangeStrip";
import { shortDay } from "@/format/day";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Pace.module.css";

export function Pace({ pace, unit }: { pace: PacePart; unit: Unit }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const period = pace.period ? say(pace.period.name) : told("star.pace.running");
  return (
    <div className={styles.pace} data-pace={pace.projection ? pace.projection.verdict : "none"}>
      <h3>{told("star.pace", { period })}</h3>
      {pace.projection ? (
        <Projection projection={pace.projection} unit={unit} />
      ) : (
        pace.reason && <p className={styles.quiet}>{told("star.pace.none", { reason: say(pace.reason) })}</p>
      )}
    </div>
  );
}

function Projection({ projection, unit }: { projection: ProjectionPart; unit: Unit }) {
  const { language } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const number = (value: number): string => numbers.table(value, unit);
  const { low, high, projected, target, so_far, through, verdict } = projection;
  return (
    <>
      <p className={styles.close}>
        <b className="number">{told("star.pace.projected", { value: number(projected) })}</b>
        <span className={styles.verdict} data-verdict={verdict}>
          {told(`star.pace.${verdict}`)}
        </span>
      </p>
      <RangeStrip low={low} high={high} value={projected} mark={target} />
      <p className={styles.quiet}>
        {[
          told("star.pace.interval", { low: number(low), high: number(high) }),
          target === null ? null : told("star.pace.target", { target: number(target) }),
          told("star.pace.so_far", { value: number(so_far), day: shortDay(through, language) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </>
  );
}
