/** What one prefers on this machine, what the project decides for everybody, and the keyboard. */
import { useProject } from "@/api/queries";
import { KeyList } from "@/app/keys/KeyList";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { tell } from "@/components/Toast";
import { useSpeech } from "@/i18n";
import { forgetLanguage } from "@/i18n/language";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import { changeSettings, DIRECTIONS, resetSettings, THEMES, useSettings } from "@/settings/settings";
import { Choice } from "./Choice";
import { Person } from "./Person";
import { ProjectFacts } from "./ProjectFacts";
import { Speaking } from "./Speaking";
import { texts } from "./texts";
import styles from "./SettingsPage.module.css";

export default function SettingsPage() {
  const { t } = useSpeech();
  const own = useTexts(texts);
  const { theme, direction } = useSettings();
  const project = useProject().data;
  const reset = (): void => {
    forgetLanguage();
    resetSettings();
    changeSearch({ lang: undefined }, { replace: true });
    tell(own("reset.done"));
  };
  return (
    <div className={styles.page} data-page="settings">
      <div className={styles.head}>
        <p>{own("intro")}</p>
        <button type="button" className={`${controls.button} no-print`} onClick={reset}>
          {own("reset")}
        </button>
      </div>
      <div className={styles.grid}>
        <div className={styles.column}>
          <Card title={own("look")} name="look">
            <Choice
              legend={t("settings.theme")}
              name="page-theme"
              value={theme}
              options={THEMES.map((each) => ({ value: each, text: t(`settings.theme.${each}`) }))}
              onChoose={(chosen) => changeSettings({ theme: chosen })}
            />
            <Choice
              legend={t("settings.direction")}
              name="page-direction"
              value={direction}
              options={DIRECTIONS.map((each) => ({ value: each, text: t(`settings.direction.${each}`) }))}
              onChoose={(chosen) => changeSettings({ direction: chosen })}
              note={t("settings.direction.note")}
            />
          </Card>
          <Speaking />
        </div>
        <div className={styles.column}>
          {project && <Person people={project.people} />}
          {project && <ProjectFacts project={project} />}
          <Card title={own("keyboard")} name="keyboard">
            <KeyList />
          </Card>
        </div>
      </div>
    </div>
  );
}
