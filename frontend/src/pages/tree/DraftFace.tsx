/** What the card of a draft shows: that it is one, and who is asked to define it. */
import type { TreeCard } from "@/api/types";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./MetricCard.module.css";

export function DraftFace({ card }: { card: TreeCard }) {
  const tx = useTexts(texts);
  return (
    <>
      <span className={styles.draft}>
        <Icon name="pencil" />
        {tx("draft")}
      </span>
      <span className={styles.asked}>
        {card.owner ? tx("draft.asked", { person: card.owner.name }) : tx("draft.nobody")}
      </span>
    </>
  );
}
