/** The drivers that moved it most: exact parts of the change, each a way into why. */
import { memo } from "react";
import type { Mover, PeriodName } from "@/api/types";
import { Card } from "@/components/Card";
import { useDrawn } from "@/components/useDrawn";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { pathTo, WHY } from "@/router/paths";
import { texts } from "./texts";
import styles from "./Movers.module.css";

export interface MoversProps {
  metric: string;
  movers: Mover[];
  unit: Unit;
  period: PeriodName;
  versus: PeriodName | null;
}

export const Movers = memo(function Movers({ metric, movers, unit, period, versus }: MoversProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  useDrawn("movers");
  const place = scale(movers);
  const note = versus && told("star.movers.note", { versus: say(versus.short), period: say(period.short) });
  return (
    <Card
      title={told("star.movers")}
      note={movers.length > 0 && note}
      name="movers"
      actions={
        <Link className={styles.all} path={pathTo(WHY, { metric })}>
          {told("star.why")} →
        </Link>
      }
    >
      {movers.length === 0 ? (
        <p className={styles.quiet}>{told(period.complete ? "star.movers.none" : "star.movers.partial")}</p>
      ) : (
        <ol className={styles.movers}>
          {movers.map((mover) => (
            <li key={mover.metric ?? ""}>
              <Row mover={mover} unit={unit} place={place} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
});

type Place = (amount: number) => number;

/** The largest bar fills its side; the line of nothing stands where both sides need it. */
function scale(movers: Mover[]): Place {
  const amounts = movers.map((mover) => mover.contribution);
  const low = Math.min(0, ...amounts);
  const span = Math.max(0, ...amounts) - low || 1;
  return (amount) => ((amount - low) / span) * 100;
}

function Row({ mover, unit, place }: { mover: Mover; unit: Unit; place: Place }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const [from, to] = [0, mover.contribution].map(place).toSorted((a, b) => a - b) as [number, number];
  const content = (
    <>
      <span className={styles.name}>{mover.label ? say(mover.label) : told("star.movers.rest")}</span>
      <svg
        className={styles.bar}
        viewBox="0 0 100 16"
        preserveAspectRatio="none"
        aria-hidden="true"
        data-tone={mover.tone}
        data-direction={mover.contribution > 0 ? "up" : "down"}
      >
        <rect x={from} y="3" width={Math.max(0.8, to - from)} height="10" />
        <line x1={place(0)} x2={place(0)} y1="0" y2="16" />
      </svg>
      <span className={`${styles.number} number`}>{numbers.signed(mover.contribution, unit)}</span>
    </>
  );
  if (mover.metric === null) return <span className={styles.row}>{content}</span>;
  return (
    <Link className={styles.row} path={pathTo(WHY, { metric: mover.metric })} data-mover={mover.metric}>
      {content}
    </Link>
  );
}
