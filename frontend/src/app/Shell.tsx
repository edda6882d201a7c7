/** The frame of every page: rail, top bar, content. */
import { lazy, Suspense, type ReactNode } from "react";
import type { Live } from "@/api/live";
import { useSpeech } from "@/i18n";
import type { Page } from "@/pages/pages";
import { useSearch } from "@/router/location";
import { OfflineBanner } from "./OfflineBanner";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { TroubleBanner } from "./TroubleBanner";
import styles from "./Shell.module.css";

const TvBar = lazy(() => import("./tv/TvBar"));

export interface ShellProps {
  page: Page | undefined;
  live: Live;
  children: ReactNode;
}

export function Shell({ page, live, children }: ShellProps) {
  const { t } = useSpeech();
  const { tv } = useSearch();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t("skip")}
      </a>
      <Rail current={page} />
      {tv ? (
        <Suspense fallback={<header />}>
          <TvBar page={page} connection={live.connection} />
        </Suspense>
      ) : (
        <TopBar page={page} connection={live.connection} />
      )}
      <div className={styles.banners}>
        <OfflineBanner live={live} />
        <TroubleBanner />
      </div>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
