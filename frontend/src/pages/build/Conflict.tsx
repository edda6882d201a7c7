/** Somebody else saved the same file: what they changed, and what to do now. */
import type { Conflict as ConflictProblem, Problem } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { Diff } from "@/components/code/Diff";
import { texts } from "./texts";
import styles from "./SaveDialog.module.css";

export interface ConflictProps {
  problem: Problem;
  onKeepEditing: () => void;
  onReload: () => void;
}

export function Conflict({ problem, onKeepEditing, onReload }: ConflictProps) {
  const own = useTexts(texts);
  const { meanwhile } = problem as ConflictProblem;
  return (
    <div className={styles.dialog} data-conflict>
      <h2>{own("conflict")}</h2>
      <p>{own("conflict.note")}</p>
      {meanwhile.map((each) => (
        <div key={each.file} className={styles.dialog}>
          <p className={styles.note}>
            <code>{each.file}</code>
            {each.author && ` · ${own("conflict.by", { author: each.author })}`}
          </p>
          {each.diff ? <Diff text={each.diff} label={each.file} /> : <p>{own("conflict.unknown")}</p>}
        </div>
      ))}
      <div className={styles.deeds}>
        <button type="button" className={styles.quiet} onClick={onReload}>
          {own("conflict.theirs")}
        </button>
        <button type="button" className={styles.deed} onClick={onKeepEditing}>
          {own("conflict.mine")}
        </button>
      </div>
    </div>
  );
}
