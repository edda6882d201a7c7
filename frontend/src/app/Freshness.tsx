/** How far the data reach, and whether the page hears of news. */
import type { Connection } from "@/api/live";
import { useProject } from "@/api/queries";
import { moment, shortDay } from "@/format/day";
import { useSpeech, type MessageKey } from "@/i18n";
import styles from "./Freshness.module.css";

const TEXTS: Record<Connection, MessageKey> = { live: "live.on", connecting: "live.wait", offline: "live.off" };

export function Freshness({ connection }: { connection: Connection }) {
  const { t, language } = useSpeech();
  const { data } = useProject();
  const through = data?.freshness.data_through;
  const computed = data?.freshness.computed_at;
  const when =
    data && computed ? t("fresh.computed", { moment: moment(computed, data.timezone, language) }) : undefined;
  return (
    <div className={styles.fresh}>
      {through && (
        <span className={styles.through} title={when}>
          {t("fresh.through", { day: shortDay(through, language) })}
        </span>
      )}
      <span
        className={`${styles.live} no-print`}
        data-connection={connection}
        role="status"
        title={connection === "offline" ? t("live.off.long") : undefined}
      >
        <i aria-hidden="true" />
        {t(TEXTS[connection])}
      </span>
    </div>
  );
}
