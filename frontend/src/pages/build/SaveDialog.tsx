/** What would be written, once more; then the deed. */
import type { ProblemError } from "@/api/client";
import type { BuildPreview, MetricForm } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { useTexts } from "@/i18n/texts";
import { Diff } from "@/components/code/Diff";
import { Conflict } from "./Conflict";
import { FieldNotes } from "./fields/FieldNotes";
import { texts } from "./texts";
import { useSave } from "./useSave";
import styles from "./SaveDialog.module.css";

export interface SaveDialogProps {
  metric: string;
  form: MetricForm;
  preview: BuildPreview | undefined;
  waiting: boolean;
  seen: string | null; // the tag of the file that the person knows; null: as the preview has it
  onSaved: () => void;
  onKeepEditing: () => void; // what the other did is known now
  onReload: () => void;
  onClose: () => void;
}

export function SaveDialog({ metric, form, preview, waiting, seen, onSaved, ...rest }: SaveDialogProps) {
  const own = useTexts(texts);
  const saved = (): void => {
    onSaved();
    rest.onClose();
  };
  const { save, busy, refusal } = useSave(metric, form, { onSaved: saved, onReload: rest.onReload });
  if (refusal?.problem?.status === 412) {
    return (
      <Dialog label={own("conflict")} onClose={rest.onClose}>
        <Conflict problem={refusal.problem} onKeepEditing={rest.onKeepEditing} onReload={rest.onReload} />
      </Dialog>
    );
  }
  const ready = preview?.can_save === true && preview.diff !== "" && !waiting && !busy;
  return (
    <Dialog label={own("save.title")} onClose={rest.onClose}>
      <div className={styles.dialog}>
        <h2>{own("save.title")}</h2>
        <p className={styles.note}>{own("save.note")}</p>
        {preview && <Written preview={preview} />}
        {refusal && <Refused refusal={refusal} />}
        <div className={styles.deeds}>
          <button type="button" className={styles.quiet} onClick={rest.onClose}>
            {own("cancel")}
          </button>
          <button
            type="button"
            className={styles.deed}
            disabled={!ready}
            onClick={() => void save(seen ?? preview?.tag ?? "")}
          >
            {own(busy ? "save.busy" : "save.confirm")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** The difference, and what the rules newly say. */
function Written({ preview }: { preview: BuildPreview }) {
  const own = useTexts(texts);
  return (
    <>
      {preview.diff === "" ? <p>{own("yaml.none")}</p> : <Diff text={preview.diff} label={own("view.yaml")} />}
      <FieldNotes notes={preview.notes.filter((note) => note.fresh)} />
    </>
  );
}

function Refused({ refusal }: { refusal: ProblemError }) {
  const own = useTexts(texts);
  return (
    <p role="alert" className={styles.refusal}>
      {refusal.problem ? `${refusal.problem.detail} ${refusal.problem.hint ?? ""}` : own("offline")}
    </p>
  );
}
