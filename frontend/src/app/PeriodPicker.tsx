/** Which period is shown and which it is compared with, by name; a period that has not closed says so. */
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { useSpeech } from "@/i18n";
import { changeSearch, useSearch } from "@/router/location";
import { PeriodColumn } from "./PeriodColumn";
import type { Stepping } from "./useView";
import styles from "./PeriodPicker.module.css";

export interface PeriodPickerProps {
  stepping: Stepping;
  onEarlier: () => void;
  onLater: () => void;
}

export function PeriodPicker({ stepping, onEarlier, onLater }: PeriodPickerProps) {
  const { t, say } = useSpeech();
  const { at, versus: asked } = useSearch();
  const { shown, versus, periods, earlier, later } = stepping;
  return (
    <div className={controls.group}>
      <button
        type="button"
        className={`${controls.button} ${controls.square} no-print`}
        disabled={!earlier}
        aria-label={t("period.earlier")}
        title={`${t("period.earlier")}  [`}
        onClick={onEarlier}
      >
        <Icon name="left" />
      </button>
      <Popover
        label={t("period.choose")}
        buttonClass={`${controls.button} ${styles.button}`}
        button={
          <>
            <strong>{shown ? say(shown.name) : "–"}</strong>
            {shown?.days && <span className={styles.days}>{say(shown.days)}</span>}
            {shown && !shown.complete && <em>{t("period.partial.short")}</em>}
            <Icon name="down" />
          </>
        }
      >
        <div className={styles.columns}>
          <PeriodColumn
            name="at"
            title={t("period.shown")}
            first={t("period.latest")}
            periods={periods}
            chosen={at ?? ""}
            onChoose={(start) => changeSearch({ at: start || undefined, versus: undefined })}
          />
          <PeriodColumn
            name="versus"
            title={t("period.versus")}
            first={t("period.before")}
            periods={periods.filter((period) => period.start !== shown?.start)}
            chosen={asked ? versus?.start : ""}
            onChoose={(start) => changeSearch({ versus: start || undefined })}
          />
        </div>
      </Popover>
      <button
        type="button"
        className={`${controls.button} ${controls.square} no-print`}
        disabled={!later}
        aria-label={t("period.later")}
        title={`${t("period.later")}  ]`}
        onClick={onLater}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}
