/** What is being built, how it stands, and what can be done with it. */
import { useState } from "react";
import type { BuildPreview } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { BUILD, METRIC, pathTo } from "@/router/paths";
import { NEW } from "./building";
import { RemoveDialog } from "./RemoveDialog";
import { texts } from "./texts";
import styles from "./EditorBar.module.css";

export interface EditorBarProps {
  metric: string;
  preview: BuildPreview | undefined;
  waiting: boolean;
  dirty: boolean;
  onLeave: () => void; // nothing is to be guarded any more
}

export function EditorBar({ metric, preview, waiting, dirty, onLeave }: EditorBarProps) {
  const own = useTexts(texts);
  const [removing, setRemoving] = useState(false);
  const isNew = metric === NEW;
  const missing = preview?.notes.filter((note) => note.missing).length ?? 0;
  const standing = standingOf(preview, dirty, missing);
  return (
    <header className={styles.bar}>
      <Link
        path={BUILD}
        className={`${controls.button} ${controls.square}`}
        aria-label={own("back")}
        title={own("back")}
      >
        <Icon name="back" />
      </Link>
      <h2 className={styles.title}>{isNew ? own("new") : own("edit", { metric })}</h2>
      <p className={styles.standing} role="status" data-standing={standing} aria-busy={waiting}>
        {waiting ? own("standing.waiting") : own(`standing.${standing}`, { count: String(missing) })}
      </p>
      {!isNew && (
        <>
          <Link path={pathTo(METRIC, { metric })} className={`${controls.button} ${styles.wide}`}>
            <Icon name="chart" />
            {own("open")}
          </Link>
          <button type="button" className={`${controls.button} ${styles.wide}`} onClick={() => setRemoving(true)}>
            {own("remove")}
          </button>
        </>
      )}
      <button type="submit" className={styles.save} disabled={!preview?.can_save || !dirty}>
        {own("save")}
      </button>
      {removing && <RemoveDialog metric={metric} onRemoved={onLeave} onClose={() => setRemoving(false)} />}
    </header>
  );
}

function standingOf(
  preview: BuildPreview | undefined,
  dirty: boolean,
  missing: number,
): "waiting" | "missing" | "wrong" | "same" | "ready" {
  if (!preview) return "waiting";
  if (missing > 0) return "missing";
  if (!preview.can_save) return "wrong";
  return dirty ? "ready" : "same";
}
