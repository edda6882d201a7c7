/** A metric's form, with what it would become beside it. */
import { useMemo, useState, type FormEvent } from "react";
import type { BuildPage, MetricForm } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { NEW, usePreview } from "./building";
import { EditorBar } from "./EditorBar";
import { EditingContext, type Editing } from "./editing";
import { FieldNotes } from "./fields/FieldNotes";
import { FormSheets } from "./FormSheets";
import { PreviewPane } from "./PreviewPane";
import { SaveDialog } from "./SaveDialog";
import { texts } from "./texts";
import { useLeaveGuard } from "./useLeaveGuard";
import { useSaveKey } from "./useSaveKey";
import styles from "./Editor.module.css";

export interface EditorProps {
  metric: string; // its saved name, or NEW
  choices: BuildPage;
  saved: MetricForm; // what the form begins with
  base: string | null; // the tag of the file that it was read from
  onReload: () => void; // take what is saved now
}

export function Editor({ metric, choices, saved, base, onReload }: EditorProps) {
  const own = useTexts(texts);
  const [begun] = useState(saved); // choices that are asked for anew change nothing that is typed
  const [form, setForm] = useState(begun);
  const [seen, setSeen] = useState(base); // what the person knows the file to hold
  const [saving, setSaving] = useState(false);
  const [named, setNamed] = useState(metric !== NEW);
  const { preview, waiting, error } = usePreview(form, metric);
  const isNew = metric === NEW;
  const dirty = isNew || !preview ? form !== begun : preview.diff !== "" || waiting;

  // A new metric is called as its label, until somebody says otherwise.
  const suggested = preview?.suggested_name ?? null;
  const [given, setGiven] = useState<string | null>(null);
  if (!named && suggested !== given) {
    setGiven(suggested);
    setForm({ ...form, name: suggested ?? "" });
  }

  const leave = useLeaveGuard(dirty, own("leave"));
  const editing = useMemo<Editing>(() => {
    const change = (part: Partial<MetricForm>): void => {
      if ("name" in part) setNamed(part.name !== "");
      setForm((now) => ({ ...now, ...part }));
    };
    return { choices, form, change, notes: preview?.notes ?? [], suggestedName: suggested };
  }, [choices, form, preview, suggested]);
  const openSave = (): void => setSaving(true);
  useSaveKey(openSave);

  const general = editing.notes.filter((note) => note.field === null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    openSave();
  };
  return (
    <EditingContext value={editing}>
      <form className={styles.editor} onSubmit={submit} data-editor={metric}>
        <EditorBar metric={metric} preview={preview} waiting={waiting} dirty={dirty} onLeave={leave} />
        <div className={styles.form}>
          <FormSheets />
        </div>
        <div className={styles.preview}>
          <FieldNotes notes={general} />
          <PreviewPane preview={preview} waiting={waiting} error={error} isNew={isNew} />
        </div>
      </form>
      {saving && (
        <SaveDialog
          metric={metric}
          form={form}
          preview={preview}
          waiting={waiting}
          seen={seen}
          onSaved={leave}
          onKeepEditing={() => {
            setSeen(preview?.tag ?? null);
            setSaving(false);
          }}
          onReload={onReload}
          onClose={() => setSaving(false)}
        />
      )}
    </EditingContext>
  );
}
