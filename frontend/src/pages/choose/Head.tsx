/** Who is judged, and which metric is the North Star today. */
import type { ChoosePage } from "@/api/types";
import { Star } from "@/components/Icon";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { useSearch } from "@/router/location";
import { HEALTH, METRIC, pathTo } from "@/router/paths";
import { isIncumbent, stands } from "./choosing";
import { scoreText } from "./scores";
import { texts } from "./texts";
import styles from "./Head.module.css";

export function Head({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  const counted = { entities: numbers.table(page.entities, null), left: numbers.table(page.left_out, null) };
  return (
    <header className={styles.head}>
      <Incumbent page={page} />
      <p className={styles.judged}>{told("choose.judged", { ...counted, entity: page.entity })}</p>
    </header>
  );
}

function Incumbent({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { incumbent: up } = useSearch();
  const { incumbent } = page;
  if (!incumbent) return <p className={styles.star}>{told("choose.star.none")}</p>;
  const standing = page.candidates.filter(stands);
  const place = standing.findIndex((each) => isIncumbent(page, each));
  const own = page.candidates.find((each) => isIncumbent(page, each));
  return (
    <p className={styles.star} data-incumbent={incumbent.metric}>
      <Star />
      <span>{told("choose.star")}</span>
      <Link path={pathTo(METRIC, { metric: incumbent.metric })}>{say(incumbent.label)}</Link>
      {own && own.score.value !== null && place >= 0 && (
        <small>
          {told("choose.star.place", { place: place + 1, of: standing.length, score: scoreText(own.score) })}
        </small>
      )}
      {own && place < 0 && <small>{told("choose.star.refused")}</small>}
      {!own && <small>{told("choose.star.absent")}</small>}
      {up === incumbent.metric && (
        <Link path={HEALTH} className={styles.reelect}>
          {told("choose.reelect")}
        </Link>
      )}
    </p>
  );
}
