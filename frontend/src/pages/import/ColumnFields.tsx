/** What a column shall be: its type, its use, and where it has one its name and whose property it is. */
import type { ColumnKind, ColumnUse } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { isEntity, isNamed, USES } from "./choices";
import type { ColumnRowProps } from "./ColumnRow";
import { texts } from "./texts";
import styles from "./ColumnRow.module.css";

const KINDS: readonly ColumnKind[] = ["text", "whole", "number", "yes_no", "day", "moment"];

export function ColumnFields({ column, choice, entities, known, troubles, onChange }: ColumnRowProps) {
  const own = useTexts(texts);
  const blank = { column: column.name };
  const wrong = (field: string): boolean => troubles.some((trouble) => trouble.blocking && trouble.field === field);
  const kinds = KINDS.includes(column.kind) ? KINDS : [column.kind, ...KINDS];
  const list = isEntity(choice.use) && known.length > 0 ? `known ${column.name}` : undefined;
  return (
    <div className={styles.fields}>
      <select
        aria-label={own("column.kind", blank)}
        value={choice.kind}
        aria-invalid={wrong("kind")}
        onChange={(event) => onChange({ ...choice, kind: event.target.value as ColumnKind })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {own(`kind.${kind}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={own("column.use", blank)}
        value={choice.use}
        aria-invalid={wrong("use")}
        onChange={(event) => onChange({ ...choice, use: event.target.value as ColumnUse })}
      >
        {USES.map((use) => (
          <option key={use} value={use}>
            {own(`use.${use}`)}
          </option>
        ))}
      </select>
      {isNamed(choice.use) && (
        <input
          aria-label={own("column.name", blank)}
          value={choice.name}
          spellCheck={false}
          aria-invalid={wrong("name")}
          list={list}
          onChange={(event) => onChange({ ...choice, name: event.target.value })}
        />
      )}
      {list && (
        <datalist id={list}>
          {known.map((entity) => (
            <option key={entity}>{entity}</option>
          ))}
        </datalist>
      )}
      {choice.use === "entity_dimension" && (
        <select
          aria-label={own("column.of", blank)}
          value={choice.of ?? ""}
          aria-invalid={wrong("of")}
          onChange={(event) => onChange({ ...choice, of: event.target.value })}
        >
          {!entities.includes(choice.of ?? "") && <option>{choice.of ?? ""}</option>}
          {entities.map((entity) => (
            <option key={entity}>{entity}</option>
          ))}
        </select>
      )}
    </div>
  );
}
