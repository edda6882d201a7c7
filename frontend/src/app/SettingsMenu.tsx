/** Theme and the colours of changes at hand, and the way to all other settings. */
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";
import { SETTINGS } from "@/router/paths";
import { changeSettings, DIRECTIONS, THEMES, useSettings } from "@/settings/settings";
import styles from "./SettingsMenu.module.css";

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
          <Link path={SETTINGS}>{t("settings.all")}</Link>
        </div>
      </Popover>
    </div>
  );
}
