/** What a driver's card shows in contribution mode: what it added to the North Star's change, and its own change. */
import type { TreeCard, TreeLink } from "@/api/types";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { OwnChange } from "./OwnChange";
import { useEstimate } from "./Pill";
import { texts } from "./texts";
import styles from "./MetricCard.module.css";

export interface AddedFaceProps {
  card: TreeCard;
  link: TreeLink;
  unit: Unit;
}

export function AddedFace({ card, link, unit }: AddedFaceProps) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const numbers = useNumbers();
  const told = useEstimate(link, unit);
  const share = link.share === null ? null : numbers.part(link.share);
  return (
    <>
      <span className={`${styles.value} number`}>
        {link.contribution === null ? (
          <span className={styles.none} title={link.reason ? say(link.reason) : undefined}>
            {link.kind === "influence" ? tx("contribution.none") : "–"}
          </span>
        ) : (
          <span title={told ?? undefined}>
            {told && "≈ "}
            {numbers.signed(link.contribution, unit)}
          </span>
        )}
      </span>
      <span className={styles.change}>{share && <b title={tx("contribution.share", { share })}>{share}</b>}</span>
      <OwnChange card={card} />
    </>
  );
}
