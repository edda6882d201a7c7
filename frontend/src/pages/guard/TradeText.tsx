/** What was won and what it cost, beside what the same would have cost before. */
import type { TradePart } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./GuardPage.module.css";

export function TradeText({ trade }: { trade: TradePart }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  return (
    <p className={styles.trade} data-trade>
      {say(trade.text)}
      {trade.periods > 1 && <small> {told("guard.trade.periods", { count: trade.periods })}</small>}
      {trade.segment && <small> · {told("guard.trade.segment", { segment: say(trade.segment) })}</small>}
    </p>
  );
}
