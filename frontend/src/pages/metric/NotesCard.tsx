/** Everything that people noted on the trend; a click edits it, and what was deleted can be brought back. */
import { useState } from "react";
import type { AnnotationPart } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { NoteForm } from "./NoteForm";
import { texts } from "./texts";
import { useDeleteNote, useRestoreNote } from "./useNotes";
import styles from "./NotesCard.module.css";

export interface NotesCardProps {
  metric: string;
  notes: readonly AnnotationPart[];
  count: number;
}

export function NotesCard({ metric, notes, count }: NotesCardProps) {
  const t = useTexts(texts);
  const [edited, setEdited] = useState<AnnotationPart | null>(null);
  const remove = useDeleteNote();
  const restore = useRestoreNote();
  const deleted = remove.data && !restore.isSuccess ? remove.data : null;
  const refused = remove.error ?? restore.error;
  const drop = (note: AnnotationPart): void => {
    setEdited(null);
    restore.reset();
    remove.mutate(note);
  };
  return (
    <Card title={t("metric.notes")} note={count > 0 && t("metric.notes.note", { count })} name="notes">
      {deleted && (
        <p className={styles.deleted} role="status">
          {t("metric.notes.deleted", { text: deleted.text })}
          <button type="button" className={controls.button} onClick={() => restore.mutate(deleted)}>
            {t("metric.notes.undo")}
          </button>
        </p>
      )}
      {refused && (
        <p className={styles.refused} role="alert">
          {t("metric.notes.refused", { reason: refused.message })}
        </p>
      )}
      {notes.length === 0 && !deleted && <p className={styles.quiet}>{t("metric.notes.none")}</p>}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <Note key={note.id} note={note} onEdit={() => setEdited(note)} />
        ))}
      </ul>
      {edited && (
        <NoteForm
          metric={metric}
          note={edited}
          day={null}
          onClose={() => setEdited(null)}
          onDelete={() => drop(edited)}
        />
      )}
    </Card>
  );
}

function Note({ note, onEdit }: { note: AnnotationPart; onEdit: () => void }) {
  const { language } = useSpeech();
  const t = useTexts(texts);
  const first = plainDay(note.begins_on, language);
  const days = note.ends_on === note.begins_on ? first : `${first} – ${plainDay(note.ends_on, language)}`;
  return (
    <li>
      <button type="button" aria-label={t("metric.notes.edit", { text: note.text })} onClick={onEdit}>
        <span>{note.text}</span>
        <small>
          {[days, note.author_name, note.metric === null ? t("metric.notes.everywhere") : null]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </button>
    </li>
  );
}
