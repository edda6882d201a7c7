/** In whose unit contributions are, always the North Star's; or why there are none. */
import type { TreePage } from "@/api/types";
import { isShare } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./TreePage.module.css";

export function Unit({ page }: { page: TreePage }) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const star = page.cards.find((card) => card.metric === page.north_star);
  const metric = star ? say(star.label) : page.north_star;
  if (page.period?.complete === false) return tx("contribution.partial");
  if (star?.change.amount === null) return tx("contribution.unknown");
  const unit = isShare(page.unit) ? tx("legend.points") : page.unit;
  const whose = unit === null ? tx("legend.unit.none", { metric }) : tx("legend.unit", { metric, unit });
  return (
    <>
      {whose} <span className={`${styles.width} no-print`}>· {tx("legend.width")}</span>
    </>
  );
}
