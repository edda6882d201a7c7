/** What the North Star's card shows in contribution mode: the whole change, which its drivers share. */
import type { PeriodName, TreeCard } from "@/api/types";
import { Delta } from "@/components/Delta";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { directionOf } from "./direction";
import { OwnChange } from "./OwnChange";
import { texts } from "./texts";
import styles from "./MetricCard.module.css";

export function WholeFace({ card, versus }: { card: TreeCard; versus: PeriodName | null }) {
  const { t, say } = useSpeech();
  const tx = useTexts(texts);
  const numbers = useNumbers();
  const { amount, tone } = card.change;
  return (
    <>
      <span className={`${styles.value} number`} data-tone={tone} data-direction={directionOf(amount)}>
        {amount === null ? <Delta change={card.change} unit={card.unit} /> : numbers.signed(amount, card.unit)}
      </span>
      <span className={styles.change}>
        <small>{tx("contribution.whole")}</small>
        {versus && <small>{t("versus", { period: say(versus.short) })}</small>}
      </span>
      <OwnChange card={card} />
    </>
  );
}
