/** Theme, and the colours of changes. */
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { useSpeech } from "@/i18n";
import { changeSettings, useSettings, type DirectionColours, type Theme } from "@/settings/settings";
import styles from "./SettingsMenu.module.css";

const THEMES: readonly Theme[] = ["light", "dark", "system"];
const DIRECTIONS: readonly DirectionColours[] = ["judged", "red-up"];

export function SettingsMenu({ buttonClass }: { buttonClass: string }) {
  const { t } = useSpeech();
  const { theme, direction } = useSettings();
  return (
    <div className={styles.place}>
      <Popover label={t("settings")} button={<Icon name="sliders" />} buttonClass={buttonClass}>
        <div className={styles.menu}>
          <fieldset>
            <legend>{t("settings.theme")}</legend>
            {THEMES.map((each) => (
              <label key={each}>
                <input
                  type="radio"
                  name="theme"
                  checked={theme === each}
                  onChange={() => changeSettings({ theme: each })}
                />
                {t(`settings.theme.${each}`)}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t("settings.direction")}</legend>
            {DIRECTIONS.map((each) => (
              <label key={each}>
                <input
                  type="radio"
                  name="direction"
                  checked={direction === each}
                  onChange={() => changeSettings({ direction: each })}
                />
                {t(`settings.direction.${each}`)}
              </label>
            ))}
            <p>{t("settings.direction.note")}</p>
          </fieldset>
        </div>
      </Popover>
    </div>
  );
}
