/** The ten kinds, each with the question that it answers; the chosen one with an example. */
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useEditing } from "./editing";
import { Field } from "./fields/Field";
import { texts } from "./texts";
import styles from "./KindPicker.module.css";

export function KindPicker() {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { choices, form, change } = useEditing();
  const chosen = choices.kinds.find((each) => each.kind === form.type);
  return (
    <>
      <Field
        at="type"
        label={own("kind")}
        wide
        {...(chosen ? { hint: own("kind.example", { example: say(chosen.example) }) } : {})}
      >
        {(wired) => (
          <select {...wired} value={form.type} onChange={(event) => change({ type: event.target.value })}>
            {choices.kinds.map((each) => (
              <option key={each.kind} value={each.kind}>
                {`${say(each.label)} – ${say(each.answers)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <span className={styles.type}>{own("kind.type", { type: form.type })}</span>
    </>
  );
}
