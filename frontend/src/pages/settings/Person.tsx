/** Who reads here: a person of the project, named as author of what is written. */
import type { PersonPart } from "@/api/types";
import { Card } from "@/components/Card";
import { useTexts } from "@/i18n/texts";
import { changeSettings, useSettings } from "@/settings/settings";
import { texts } from "./texts";
import styles from "./Person.module.css";

export function Person({ people }: { people: readonly PersonPart[] }) {
  const own = useTexts(texts);
  const { person } = useSettings();
  const known = people.some(({ id }) => id === person);
  return (
    <Card title={own("you")} name="you">
      <label className={styles.person}>
        <span>{own("you.label")}</span>
        <select
          value={known ? (person ?? "") : ""}
          onChange={(event) => changeSettings({ person: event.target.value || null })}
        >
          <option value="">{own("you.nobody")}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className={styles.note}>{own("you.note")}</p>
    </Card>
  );
}
