/** Writing an annotation: what happened, on which days, by whom, on this trend or on all. */
import { useState, type FormEvent } from "react";
import { useProject } from "@/api/queries";
import type { AnnotationPart, AnnotationWritten } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Dialog } from "@/components/Dialog";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { useSaveNote } from "./useNotes";
import styles from "./NoteForm.module.css";

export interface NoteFormProps {
  metric: string;
  note: AnnotationPart | null; // null for a new one
  day: string | null; // on which a new one begins, unless somebody says otherwise
  onClose: () => void;
  onDelete?: () => void;
}

const LONGEST = 500;

export function NoteForm({ metric, note, day, onClose, onDelete }: NoteFormProps) {
  const t = useTexts(texts);
  const project = useProject();
  const save = useSaveNote(note);
  const [begins, setBegins] = useState(note?.begins_on ?? day ?? "");
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(written(new FormData(event.currentTarget), metric), { onSuccess: onClose });
  };
  return (
    <Dialog label={t("metric.form")} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <h2>{t(note ? "metric.form" : "metric.form.new")}</h2>
        <label className={styles.wide}>
          {t("metric.form.text")}
          <textarea name="text" required rows={3} maxLength={LONGEST} defaultValue={note?.text} />
        </label>
        <label>
          {t("metric.form.from")}
          <input
            type="date"
            name="begins_on"
            required
            value={begins}
            onChange={(event) => setBegins(event.target.value)}
          />
        </label>
        <label>
          {t("metric.form.until")}
          <input type="date" name="ends_on" min={begins} defaultValue={note?.ends_on} />
        </label>
        <label className={styles.wide}>
          {t("metric.form.author")}
          <select name="author" defaultValue={note?.author ?? ""}>
            <option value="">{t("metric.form.author.none")}</option>
            {project.data?.people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <label className={`${styles.wide} ${styles.check}`}>
          <input type="checkbox" name="everywhere" defaultChecked={note !== null && note.metric === null} />
          {t("metric.form.all")}
        </label>
        {save.error && (
          <p className={styles.refused} role="alert">
            {t("metric.notes.refused", { reason: save.error.message })}
          </p>
        )}
        <div className={styles.buttons}>
          {onDelete && (
            <button type="button" className={`${controls.button} ${styles.delete}`} onClick={onDelete}>
              {t("metric.form.delete")}
            </button>
          )}
          <button type="button" className={controls.button} onClick={onClose}>
            {t("metric.form.cancel")}
          </button>
          <button type="submit" className={`${controls.button} ${styles.save}`} disabled={save.isPending}>
            {t("metric.form.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function written(form: FormData, metric: string): AnnotationWritten {
  const said = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    text: said("text"),
    begins_on: said("begins_on"),
    ends_on: said("ends_on") || null,
    author: said("author") || null,
    metric: form.has("everywhere") ? null : metric,
  };
}
