/** What a page says when it has nothing to show, or could not get it. */
import type { ReactNode } from "react";
import type { ProblemError } from "@/api/client";
import { useSpeech } from "@/i18n";
import styles from "./Notice.module.css";
import { Icon, Star } from "./Icon";

export function EmptyNotice({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <span className={styles.star}>
        <Star />
      </span>
      <h2>{title}</h2>
      <p>{hint}</p>
      {children}
    </div>
  );
}

export function ErrorNotice({ error, onRetry }: { error: ProblemError; onRetry: () => void }) {
  const { t } = useSpeech();
  const problem = error.problem;
  const where = problem?.where;
  return (
    <div className={styles.notice} role="alert">
      <span className={styles.warning}>
        <Icon name="warning" />
      </span>
      <h2>{t("error")}</h2>
      <p>{problem?.detail ?? t("error.network")}</p>
      <p className={styles.hint}>{problem ? problem.hint : t("error.network.hint")}</p>
      {where && (
        <code>
          {where.file}
          {where.line !== null && `:${where.line}`}
        </code>
      )}
      <button type="button" className={styles.button} onClick={onRetry}>
        {t("error.retry")}
      </button>
    </div>
  );
}

/** A refetch failed while older data are still shown. */
export function StaleNotice() {
  const { t } = useSpeech();
  return (
    <p className={styles.stale} role="status">
      <Icon name="warning" />
      {t("error.stale")}
    </p>
  );
}
