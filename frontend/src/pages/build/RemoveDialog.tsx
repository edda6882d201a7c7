/** Taking a metric out: what that would change, and what stands in the way. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemError } from "@/api/client";
import type { RemovalPreview } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { tell } from "@/components/Toast";
import { useTexts } from "@/i18n/texts";
import { Diff } from "@/components/code/Diff";
import { goTo, useSearch } from "@/router/location";
import { BUILD } from "@/router/paths";
import { useSettings } from "@/settings/settings";
import { askRemoval, problemOf, removeMetric, undoChange } from "./building";
import { FieldNotes } from "./fields/FieldNotes";
import { texts } from "./texts";
import styles from "./SaveDialog.module.css";

export interface RemoveDialogProps {
  metric: string;
  onRemoved: () => void;
  onClose: () => void;
}

export function RemoveDialog({ metric, onRemoved, onClose }: RemoveDialogProps) {
  const own = useTexts(texts);
  const client = useQueryClient();
  const { lang } = useSearch();
  const { person } = useSettings();
  const [refusal, setRefusal] = useState<ProblemError>();
  const { data, error } = useQuery<RemovalPreview, ProblemError>({
    queryKey: ["build/removal", metric],
    queryFn: () => askRemoval(metric),
    placeholderData: undefined,
    gcTime: 0,
  });
  const remove = async (): Promise<void> => {
    if (!data) return;
    try {
      const change = await removeMetric(metric, data.tag, person);
      onRemoved();
      goTo(BUILD, { lang });
      await client.invalidateQueries();
      const back = (): void => void undoChange(change.change).then(() => client.invalidateQueries());
      tell(own("removed", { metric }), { label: own("undo"), run: back });
    } catch (caught) {
      setRefusal(problemOf(caught));
    }
  };
  const problem = (refusal ?? error)?.message;
  return (
    <Dialog label={own("remove.title", { metric })} onClose={onClose}>
      <div className={styles.dialog}>
        <h2>{own("remove.title", { metric })}</h2>
        {data && <Diff text={data.diff} label={own("view.yaml")} />}
        {data && !data.can_remove && <p>{own("remove.used")}</p>}
        {data && <FieldNotes notes={data.notes} />}
        {problem && (
          <p role="alert" className={styles.refusal}>
            {problem}
          </p>
        )}
        <div className={styles.deeds}>
          <button type="button" className={styles.quiet} onClick={onClose}>
            {own("cancel")}
          </button>
          <button type="button" className={styles.deed} disabled={!data?.can_remove} onClick={() => void remove()}>
            {own("remove")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
