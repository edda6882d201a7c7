/** In whose unit contributions are, always the North Star's; or why there are none. */
import type { TreePage } from "@/api/types";
import { isShare } from "@/format/number";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";

export function Unit({ page }: { page: TreePage }) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const star = page.cards.find((card) => card.metric === page.north_star);
  const metric = star ? say(star.label) : page.north_star;
  if (page.period?.complete === false) return tx("contribution.partial");
  if (star?.change.amount === null) return tx("contribution.unknown");
  if (page.unit === null) return tx("legend.unit.none", { metric });
  return tx("legend.unit", { metric, unit: isShare(page.unit) ? tx("legend.points") : page.unit });
}
