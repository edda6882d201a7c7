/** The pages, as a narrow rail at the left; on a phone as a bar at the bottom. */
import { Icon, Star } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { PAGES, type Page } from "@/pages/pages";
import { Link } from "@/router/Link";
import { openOverlay } from "./overlay";
import { SettingsMenu } from "./SettingsMenu";
import styles from "./Rail.module.css";

export function Rail({ current }: { current: Page | undefined }) {
  const { t } = useSpeech();
  return (
    <nav className={`${styles.rail} no-print`} aria-label={t("nav")}>
      <span className={styles.brand} title={t("brand")}>
        <Star />
      </span>
      {PAGES.filter((page) => page.inRail).map((page) => (
        <Link
          key={page.path}
          path={page.path}
          className={styles.item}
          aria-current={page.title === current?.title ? "page" : undefined}
        >
          <Icon name={page.icon} />
          <span>{t(page.title)}</span>
        </Link>
      ))}
      <span className={styles.gap} />
      <button
        type="button"
        className={`${styles.item} ${styles.wide}`}
        title={t("keys")}
        aria-label={t("keys")}
        onClick={() => openOverlay("keys")}
      >
        <Icon name="keyboard" />
      </button>
      <span className={styles.wide}>
        <SettingsMenu buttonClass={styles.item ?? ""} />
      </span>
    </nav>
  );
}
