/** Above a page on a wall: what it is, which period, how fresh, and how far the tour has come. */
import type { Connection } from "@/api/live";
import { useProject } from "@/api/queries";
import controls from "@/components/controls.module.css";
import { Icon, Star } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { Page } from "@/pages/pages";
import { Freshness } from "../Freshness";
import { toggleTv } from "../useShortcuts";
import { useStepping } from "../useView";
import { texts } from "./texts";
import { useTour, type Tour } from "./useTour";
import styles from "./TvBar.module.css";

export default function TvBar({ page, connection }: { page: Page | undefined; connection: Connection }) {
  const { t, say } = useSpeech();
  const project = useProject();
  const { shown } = useStepping();
  const tour = useTour();
  return (
    <header className={styles.bar}>
      <span className={styles.star}>
        <Star />
      </span>
      <h1>{page ? t(page.title) : t("empty.page")}</h1>
      <p className={styles.quiet}>
        {[
          project.data?.name,
          page?.hasPeriod && shown && say(shown.name),
          page?.hasPeriod && shown?.days && say(shown.days),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className={styles.end}>
        <Dots tour={tour} />
        <Freshness connection={connection} />
        <button
          type="button"
          className={`${controls.button} ${controls.square} ${styles.leave} no-print`}
          title={`${t("tv.leave")}  t`}
          aria-label={t("tv.leave")}
          onClick={toggleTv}
        >
          <Icon name="screen" />
        </button>
      </div>
      <Progress tour={tour} />
    </header>
  );
}

function Dots({ tour: { seconds, place, count, paused } }: { tour: Tour }) {
  const told = useTexts(texts);
  if (seconds === 0) return null;
  const words = paused ? told("tour.paused") : told("tour.place", { place: place + 1, count, seconds });
  return (
    <span className={styles.dots} role="img" aria-label={words} title={words} data-paused={paused}>
      {Array.from({ length: count }, (_, index) => (
        // eslint-disable-next-line react/no-array-index-key -- the dots are their places
        <i key={index} data-here={index === place} />
      ))}
    </span>
  );
}

/** A line that grows until the page changes; where motion is not wanted, it stays away. */
function Progress({ tour: { seconds, place, paused } }: { tour: Tour }) {
  if (seconds === 0 || paused) return null;
  return (
    <span key={place} className={styles.progress} style={{ animationDuration: `${seconds}s` }} aria-hidden="true" />
  );
}
