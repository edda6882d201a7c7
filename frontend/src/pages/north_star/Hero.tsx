/** The number, against what, whether that is more than noise, and why in a sentence. */
import { memo, useMemo } from "react";
import type { Change, ExpectedPart, PeriodName, Reading, Status, Trend, Words } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { ShareImage } from "@/components/share/ShareImage";
import { StatusMark, statusText } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import type { Unit } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { pathTo, WHY } from "@/router/paths";
import { Expected } from "./Expected";
import { texts } from "./texts";
import styles from "./Hero.module.css";

export interface HeroProps {
  metric: string;
  label: Words;
  unit: Unit;
  status: Status;
  period: PeriodName;
  versus: PeriodName | null;
  reading: Reading;
  change: Change;
  expected: ExpectedPart;
  sentence: Words;
  statement: Words | null;
  definition: Words;
  trend: Trend; // for the image
}

export const Hero = memo(function Hero(props: HeroProps) {
  const { metric, label, unit, status, period, versus, reading, change, expected, sentence, statement } = props;
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  useDrawn("hero");
  const { definition, trend } = props;
  const shared = useMemo(
    () => ({ metric, label, unit, period, versus, reading, change, definition, ...trend }),
    [metric, label, unit, period, versus, reading, change, definition, trend],
  );
  return (
    <section className={styles.hero} data-card="hero">
      <div className={styles.main}>
        <p className={styles.name}>
          <span className={styles.role}>{t("role.north_star")}</span>
          <span>{[period.name, period.days].flatMap((part) => (part ? say(part) : [])).join(" · ")}</span>
          {!period.complete && <em>{t("period.partial")}</em>}
        </p>
        <h2>
          <StatusMark status={status} silent />
          {say(label)}
          <span className="unseen">{t(statusText(status))}</span>
        </h2>
        <p className={styles.number}>
          <span className={styles.value} data-value={metric}>
            <Figure reading={reading} unit={unit} />
          </span>
          <span className={styles.change}>
            <Delta change={change} unit={unit} />
            {versus && change.direction && <small>{t("versus", { period: say(versus.name) })}</small>}
          </span>
        </p>
        {reading.value === null && reading.reason && <p className={styles.reason}>{say(reading.reason)}</p>}
        <Expected expected={expected} value={reading.value} unit={unit} />
      </div>
      <div className={styles.told}>
        <p className={styles.sentence}>{say(sentence)}</p>
        <Link className={`${styles.why} no-print`} path={pathTo(WHY, { metric })}>
          {told("star.why")} →
        </Link>
        {statement && (
          <blockquote className={styles.statement}>
            <small>{told("star.stands")}</small>
            {say(statement)}
          </blockquote>
        )}
      </div>
      <div className={`${styles.actions} no-print`}>
        <ShareImage card={shared} />
      </div>
    </section>
  );
});
