/** What was changed from here, latest first, each with a way back. */
import { useQueryClient } from "@tanstack/react-query";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { tell } from "@/components/Toast";
import type { ChangePart } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { problemOf, undoChange, useChanges } from "./building";
import { texts } from "./texts";
import styles from "./Changes.module.css";

export function Changes() {
  const own = useTexts(texts);
  const changes = useChanges().data;
  return (
    <Card title={own("changes")} note={own("changes.note")} name="changes">
      {changes?.items.length === 0 && <p className={styles.none}>{own("changes.none")}</p>}
      <ul>
        {changes?.items.map((change) => (
          <Change key={change.change} change={change} />
        ))}
      </ul>
    </Card>
  );
}

function Change({ change }: { change: ChangePart }) {
  const own = useTexts(texts);
  const { say, language } = useSpeech();
  const client = useQueryClient();
  const undo = (): void => {
    undoChange(change.change)
      .then(() => tell(own("undone")))
      .catch((error: unknown) => tell(problemOf(error).message))
      .finally(() => void client.invalidateQueries());
  };
  const at = new Date(change.at).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <li className={styles.change} data-undone={change.undone_at !== null}>
      <div>
        <span>{say(change.title)}</span>
        <p>
          {at}
          {change.author && ` · ${change.author}`} · {change.files.map((file) => file.file).join(", ")}
        </p>
      </div>
      {change.undone_at ? (
        <span className={styles.undone}>{own("undone")}</span>
      ) : (
        <button
          type="button"
          className={controls.button}
          onClick={undo}
          aria-label={`${own("undo")}: ${say(change.title)}`}
        >
          {own("undo")}
        </button>
      )}
    </li>
  );
}
