/** Day, week, month, quarter or year. */
import type { Grain } from "@/api/types";
import controls from "@/components/controls.module.css";
import { useSpeech } from "@/i18n";
import { GRAINS } from "@/router/search";
import { chooseGrain } from "./useShortcuts";

export function GrainSwitch({ grain }: { grain: Grain }) {
  const { t } = useSpeech();
  return (
    <div className={`${controls.group} no-print`} role="group" aria-label={t("grain")}>
      {GRAINS.map((each) => (
        <button
          key={each}
          type="button"
          className={controls.button}
          aria-pressed={each === grain}
          title={t(`grain.${each}`)}
          aria-label={t(`grain.${each}`)}
          onClick={() => chooseGrain(each)}
        >
          {t(`grain.short.${each}`)}
        </button>
      ))}
    </div>
  );
}
