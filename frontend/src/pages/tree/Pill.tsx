/** What a driver added to the North Star's change, with its sign. */
import type { Change } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import styles from "./Pill.module.css";

export function Pill({ amount, unit, tone }: { amount: number; unit: Unit; tone: Change["tone"] }) {
  const { t } = useSpeech();
  const text = useNumbers().signed(amount, unit);
  return (
    <span
      className={`${styles.pill} number`}
      data-tone={tone}
      data-direction={amount > 0 ? "up" : amount < 0 ? "down" : "flat"}
      title={t("tree.contribution", { amount: text })}
    >
      {text}
    </span>
  );
}
