/** Above every page: what it is, which period it shows, how fresh it is, and what can be done. */
import { useCallback } from "react";
import type { Connection } from "@/api/live";
import { useProject } from "@/api/queries";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import type { Page } from "@/pages/pages";
import { useSearch } from "@/router/location";
import { copyAddress, switchLanguage } from "./actions";
import { Freshness } from "./Freshness";
import { GrainSwitch } from "./GrainSwitch";
import { openOverlay } from "./overlay";
import { PeriodPicker } from "./PeriodPicker";
import { SettingsMenu } from "./SettingsMenu";
import { toggleTv, usePageCommand, type PageCommand } from "./useShortcuts";
import { useStepping, useSteps } from "./useView";
import styles from "./TopBar.module.css";

export function TopBar({ page, connection }: { page: Page | undefined; connection: Connection }) {
  const { t, language } = useSpeech();
  const { tv } = useSearch();
  const project = useProject();
  const stepping = useStepping();
  const { back, forward } = useSteps(stepping);
  usePageCommand(
    useCallback(
      (command: PageCommand) => {
        if (command === "earlier") back();
        if (command === "later") forward();
      },
      [back, forward],
    ),
  );
  return (
    <header className={styles.bar}>
      <div className={styles.title}>
        <h1>{page ? t(page.title) : t("empty.page")}</h1>
        <span className={styles.project}>{project.data?.name}</span>
      </div>
      {page?.hasPeriod && (
        <div className={styles.period}>
          <PeriodPicker stepping={stepping} onEarlier={back} onLater={forward} />
          <GrainSwitch grain={stepping.grain} />
        </div>
      )}
      <div className={styles.end}>
        <Freshness connection={connection} />
        <div className={`${styles.actions} no-print`}>
          <button
            type="button"
            className={`${controls.button} ${styles.search}`}
            onClick={() => openOverlay("palette")}
            aria-label={t("search")}
          >
            <Icon name="search" />
            <span>{t("search")}</span>
            <kbd>⌘K</kbd>
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.square} ${styles.wide}`}
            title={t("share")}
            aria-label={t("share")}
            onClick={() => copyAddress(t("share.done"))}
          >
            <Icon name="link" />
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.square} ${styles.wide} ${styles.tv}`}
            title={t(tv ? "tv.leave" : "tv")}
            aria-label={t(tv ? "tv.leave" : "tv")}
            aria-pressed={tv === "1"}
            onClick={toggleTv}
          >
            <Icon name="screen" />
          </button>
          <button
            type="button"
            className={controls.button}
            title={t("language.switch")}
            onClick={() => switchLanguage(language)}
          >
            {t("language")}
          </button>
          <span className={styles.narrow}>
            <SettingsMenu buttonClass={`${controls.button} ${controls.square}`} />
          </span>
        </div>
      </div>
    </header>
  );
}
