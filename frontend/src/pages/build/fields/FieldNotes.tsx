/** What is said of a field: what is missing, what is wrong, what the rules remark. */
import type { NotePart } from "@/api/types";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import styles from "./FieldNotes.module.css";

export function FieldNotes({ notes }: { notes: readonly NotePart[] }) {
  const { say } = useSpeech();
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li
          key={`${note.code ?? ""} ${note.message.en}`}
          data-severity={note.missing ? "missing" : note.severity}
          data-code={note.code ?? undefined}
        >
          {!note.missing && <Icon name="warning" />}
          <span>
            {say(note.message)}
            {note.hint && <span className={styles.hint}> {say(note.hint)}</span>}
            {note.where && (
              <code>
                {" "}
                {note.where.file}
                {note.where.line !== null && `:${note.where.line}`}
              </code>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
