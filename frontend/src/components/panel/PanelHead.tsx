/** The metric's name, its number, and its change against a named period. */
import type { MetricPage } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Icon } from "@/components/Icon";
import { ShareMetric } from "@/components/share/ShareMetric";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import styles from "./PanelHead.module.css";

export function PanelHead({ page, onClose }: { page: MetricPage; onClose: () => void }) {
  const { t, say } = useSpeech();
  const { period, versus } = page;
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        {page.status !== null && <StatusMark status={page.status} />}
        <h2>
          <Link path={pathTo(METRIC, { metric: page.metric })} search={{ metric: undefined }} title={t("panel.page")}>
            {say(page.label)}
          </Link>
        </h2>
        <span className={styles.share}>
          <ShareMetric page={page} />
        </span>
        <button
          type="button"
          className={`${controls.button} ${controls.square} ${styles.close} no-print`}
          aria-label={t("panel.close")}
          title={`${t("panel.close")}  Esc`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <p className={styles.period}>
        <span className={styles.role}>{t(`role.${page.role}`)}</span>
        {period &&
          [period.name, period.days]
            .filter((part) => part !== null)
            .map(say)
            .join(" · ")}
        {period && !period.complete && <em>{t("period.partial")}</em>}
      </p>
      <p className={styles.number}>
        <span className={styles.value} data-value={page.metric}>
          <Figure reading={page.reading} unit={page.unit} />
        </span>
        <Delta change={page.change} unit={page.unit} />
        {versus && page.change.direction && (
          <span className={styles.versus}>{t("versus", { period: say(versus.name) })}</span>
        )}
      </p>
      {page.value_statement && <blockquote className={styles.statement}>{say(page.value_statement)}</blockquote>}
    </div>
  );
}
