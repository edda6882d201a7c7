/** What changed, between which periods, whether it is more than noise, and why in one sentence. */
import type { WhyPage } from "@/api/types";
import { copyAddress } from "@/app/actions";
import controls from "@/components/controls.module.css";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { hrefTo, useSearch } from "@/router/location";
import { METRIC, pathTo, WHY } from "@/router/paths";
import { Judged } from "./Judged";
import { PathDown } from "./PathDown";
import { texts } from "./texts";
import styles from "./Head.module.css";

export function Head({ why }: { why: WhyPage }) {
  const { t, say } = useSpeech();
  const { period, versus } = why;
  return (
    <header className={styles.head} data-card="head">
      <div className={styles.title}>
        <h2>{say(why.label)}</h2>
        <span className={styles.role}>{t(`role.${why.role}`)}</span>
        {why.owner && <span className={styles.quiet}>{why.owner.name}</span>}
        <Actions why={why} />
      </div>
      <p className={styles.number}>
        <span className={styles.end}>
          <span className={styles.before}>
            <Figure reading={why.previous} unit={why.unit} />
          </span>
          {versus && <small>{say(versus.name)}</small>}
        </span>
        <span className={styles.arrow} aria-hidden="true">
          →
        </span>
        <span className={styles.end}>
          <span className={styles.value} data-value={why.metric}>
            <Figure reading={why.reading} unit={why.unit} />
          </span>
          {period && (
            <small>
              {say(period.name)}
              {period.days && ` · ${say(period.days)}`}
              {!period.complete && <em>{t("period.partial")}</em>}
            </small>
          )}
        </span>
        <span className={styles.change}>
          <Delta change={why.change} unit={why.unit} />
        </span>
      </p>
      {why.told !== "partial" && <p className={styles.sentence}>{say(why.sentence)}</p>}
      <Judged expected={why.expected} value={why.after} unit={why.unit} />
      {why.path.length > 0 && <PathDown why={why} />}
    </header>
  );
}

function Actions({ why }: { why: WhyPage }) {
  const { t } = useSpeech();
  const told = useTexts(texts);
  const search = useSearch();
  const copy = (): void => {
    // The latest period is another one next week: the link names the periods that are shown.
    const pinned = { ...search, at: why.period?.start, versus: why.versus?.start, grain: why.grain };
    copyAddress(t("share.done"), location.origin + hrefTo(pathTo(WHY, { metric: why.metric }), pinned));
  };
  return (
    <div className={`${styles.actions} no-print`}>
      <Link path={pathTo(METRIC, { metric: why.metric })} search={{ dim: undefined }} className={controls.button}>
        <Icon name="chart" />
        {told("why.metric")}
      </Link>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        title={told("why.link")}
        aria-label={told("why.link")}
        onClick={copy}
      >
        <Icon name="link" />
      </button>
      <button type="button" className={controls.button} onClick={() => print()}>
        {told("why.print")}
      </button>
    </div>
  );
}
