/** What a card shows in values mode: value, change against a named period, the shape of its latest values, owner. */
import type { PeriodName, TreeCard } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { useChanged } from "./useChanged";
import styles from "./MetricCard.module.css";

export interface ValueFaceProps {
  card: TreeCard;
  versus: PeriodName | null;
  brief: boolean; // from afar: the number alone
}

export function ValueFace({ card, versus, brief }: ValueFaceProps) {
  const { t, say } = useSpeech();
  const tx = useTexts(texts);
  const changed = useChanged(card.reading.value);
  const { reading, change, unit } = card;
  return (
    <>
      {/* A new key starts the flash anew. */}
      <span key={changed} className={styles.value} data-changed={changed > 0}>
        <Figure reading={reading} unit={unit} />
      </span>
      <span className={styles.change}>
        {/* That the period is partial stands below, that there is no value before. */}
        {change.gap !== "partial" && change.gap !== "nothing_now" && <Delta change={change} unit={unit} />}
        {!brief && <small>{versus && change.direction ? t("versus", { period: say(versus.short) }) : null}</small>}
      </span>
      {!brief && (
        <>
          <span className={styles.spark}>
            <Sparkline values={card.spark} target={card.target} />
          </span>
          <span className={styles.note}>
            {reading.complete || reading.value === null ? (
              card.limit && <b>{tx("tree.limit", { limit: card.limit })}</b>
            ) : (
              <em>{t("period.partial.short")}</em>
            )}
            <span>{card.owner?.name ?? t("panel.owner.none")}</span>
          </span>
        </>
      )}
    </>
  );
}
