/** Versions of a score's weights, the oldest first. */
import type { VersionForm } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { Write } from "../fields/controls";
import { useEditing, withItem } from "../editing";
import { FieldGroup } from "../fields/Field";
import { texts } from "./texts";
import { ComponentFields } from "./ComponentFields";
import styles from "./parts.module.css";

const NO_PART = { metric: null, weight: 1, zero: null, hundred: null };

export function IndexFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  const set = (place: number, version: VersionForm | null): void =>
    change({ versions: withItem(form.versions, place, version) });
  const add = (): void => {
    const last = form.versions.at(-1);
    change({ versions: [...form.versions, { valid_from: null, components: last?.components ?? [NO_PART] }] });
  };
  return (
    <FieldGroup at="versions" label={own("versions")} hint={own("versions.hint")}>
      {form.versions.map((version, place) => (
        // eslint-disable-next-line react/no-array-index-key -- versions keep their order
        <div key={place} className={styles.part}>
          {(form.versions.length > 1 || version.valid_from !== null) && (
            <Write
              at={`versions.${place}.valid_from`}
              label={own("versions.from")}
              wide
              value={version.valid_from ?? ""}
              placeholder="2026-01-01"
              onWrite={(day) => set(place, { ...version, valid_from: day === "" ? null : day })}
            />
          )}
          {version.components.map((part, position) => (
            <ComponentFields
              // eslint-disable-next-line react/no-array-index-key -- parts have no name yet while they are chosen
              key={position}
              at={`versions.${place}.components.${position}`}
              part={part}
              onChange={(changed) =>
                set(place, { ...version, components: withItem(version.components, position, changed) })
              }
            />
          ))}
          <button
            type="button"
            className={`${controls.button} ${styles.remove}`}
            onClick={() => set(place, { ...version, components: [...version.components, NO_PART] })}
          >
            <Icon name="plus" />
            {own("versions.part")}
          </button>
          {form.versions.length > 1 && (
            <button type="button" className={`${controls.button} ${styles.remove}`} onClick={() => set(place, null)}>
              <Icon name="close" />
              {own("versions.remove")}
            </button>
          )}
        </div>
      ))}
      <div>
        <button type="button" className={controls.button} onClick={add}>
          <Icon name="plus" />
          {own("versions.add")}
        </button>
      </div>
    </FieldGroup>
  );
}
