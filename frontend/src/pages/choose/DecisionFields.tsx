/** What is chosen, by whom, and why. */
import { useProject } from "@/api/queries";
import type { ChoosePage } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import { texts } from "./texts";
import type { Choice } from "./useChoices";
import styles from "./DecideStep.module.css";

/** What is not in the address: a sentence of one's own, and one's name. */
export interface Draft {
  by: string;
  because: string;
}

export interface DecisionFieldsProps {
  page: ChoosePage;
  choices: readonly Choice[];
  chosen: string | undefined;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

export function DecisionFields({ page: { people }, choices, chosen, draft, onDraft }: DecisionFieldsProps) {
  const told = useTexts(texts);
  const named = new Map(useProject().data?.people.map(({ id, name }) => [id, name]));
  return (
    <div className={`${styles.fields} no-print`}>
      <label>
        {told("choose.decide.candidate")}
        <select
          value={chosen ?? ""}
          onChange={({ target }) => changeSearch({ choice: target.value }, { replace: true })}
        >
          {choices.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {told("choose.decide.by")}
        {people.length === 0 ? (
          <input value={draft.by} onChange={({ target }) => onDraft({ ...draft, by: target.value })} />
        ) : (
          <select value={draft.by} onChange={({ target }) => onDraft({ ...draft, by: target.value })}>
            <option value="">{told("choose.decide.choose")}</option>
            {people.map((id) => (
              <option key={id} value={id}>
                {named.get(id) ?? id}
              </option>
            ))}
          </select>
        )}
      </label>
      <label className={styles.wide}>
        {told("choose.decide.because")}
        <textarea
          value={draft.because}
          maxLength={2000}
          onChange={({ target }) => onDraft({ ...draft, because: target.value })}
        />
      </label>
    </div>
  );
}
