/** Target, guardrail, owner, benchmark and pace: the few facts beside the number. */
import type { MetricDetail } from "@/api/types";
import { Facts } from "@/components/panel/Facts";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./FactsCard.module.css";

export function FactsCard({ detail }: { detail: MetricDetail }) {
  const { page, pace } = detail;
  const { say } = useSpeech();
  const t = useTexts(texts);
  const numbers = useNumbers();
  const projection = pace?.projection;
  return (
    <section className={styles.facts} data-card="facts">
      <Facts page={page} />
      {projection && pace.period && (
        <p className={styles.pace}>
          <span>{t("metric.pace")}</span>
          <b className="number">{numbers.table(projection.projected, page.unit)}</b>
          <small>
            {t("metric.pace.note", {
              low: numbers.table(projection.low, page.unit),
              high: numbers.table(projection.high, page.unit),
              period: say(pace.period.name),
            })}
          </small>
        </p>
      )}
    </section>
  );
}
