/** At the foot of a card in contribution mode: the metric's own value and change, and who owns it. */
import type { TreeCard } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { useSpeech } from "@/i18n";
import styles from "./MetricCard.module.css";

export function OwnChange({ card }: { card: TreeCard }) {
  const { t } = useSpeech();
  const { reading, change, unit } = card;
  const partial = !reading.complete && reading.value !== null;
  return (
    <>
      <span className={styles.own}>
        <Figure reading={reading} unit={unit} />
        {change.gap !== "partial" && change.gap !== "nothing_now" && <Delta change={change} unit={unit} />}
      </span>
      <span className={styles.note}>
        {partial && <em>{t("period.partial.short")}</em>}
        <span>{card.owner?.name ?? t("panel.owner.none")}</span>
      </span>
    </>
  );
}
