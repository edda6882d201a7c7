/** A file that became part of the project: its data load, and one may go on, or take it back. */
import { useCallback, useEffect, useState } from "react";
import { ProblemError } from "@/api/client";
import type { ImportApplied, ImportLoaded, ImportUpload } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { tell } from "@/components/Toast";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { BUILD } from "@/router/paths";
import { loadImport, undoImport } from "./importing";
import { Refusal } from "./Refusal";
import { texts } from "./texts";
import { Waiting } from "./Waiting";
import styles from "./Done.module.css";

export interface DoneProps {
  upload: ImportUpload;
  applied: ImportApplied;
  loadsAtOnce: boolean; // it was confirmed just now
  onUndone: () => void;
  onAnother: () => void;
}

type Stage = { is: "idle" | "loading" | "undoing" } | { is: "loaded"; report: ImportLoaded };

export function Done({ upload, applied, loadsAtOnce, onUndone, onAnother }: DoneProps) {
  const own = useTexts(texts);
  const [stage, setStage] = useState<Stage>({ is: loadsAtOnce ? "loading" : "idle" });
  const [refusal, setRefusal] = useState<ProblemError>();
  const fail = useCallback((error: unknown) => {
    setStage({ is: "idle" });
    setRefusal(error instanceof ProblemError ? error : new ProblemError(null));
  }, []);
  const load = useCallback(() => {
    loadImport(upload.id)
      .then((report) => setStage({ is: "loaded", report }))
      .catch(fail);
  }, [upload.id, fail]);
  useEffect(() => {
    if (loadsAtOnce) load();
  }, [loadsAtOnce, load]);
  const begin = (is: "loading" | "undoing"): void => {
    setStage({ is });
    setRefusal(undefined);
  };
  const undo = (): void => {
    begin("undoing");
    undoImport(upload.id)
      .then(() => {
        tell(own("done.undone"));
        onUndone();
      })
      .catch(fail);
  };
  const busy = stage.is === "loading" || stage.is === "undoing";
  return (
    <div className={styles.done}>
      <Card title={own("done", { name: upload.name })} name="done">
        <ol className={styles.steps}>
          <li>
            {own("done.written")}: <code>sources/{applied.source}.yml</code> <code>models/{applied.model}.yml</code>
          </li>
          <li>
            {own("done.data")} <code>{applied.data}</code>
          </li>
          <li data-waiting={stage.is !== "loaded"}>
            <Loading
              stage={stage}
              onLoad={() => {
                begin("loading");
                load();
              }}
            />
          </li>
        </ol>
        {refusal && <Refusal error={refusal} />}
        <div className={styles.next}>
          <Link path={BUILD} search={{ model: applied.model }} className={styles.build}>
            {own("done.build")}
          </Link>
          <button type="button" className={controls.button} disabled={busy} onClick={onAnother}>
            {own("done.another")}
          </button>
          <button type="button" className={controls.button} disabled={busy} onClick={undo}>
            {own(stage.is === "undoing" ? "done.undoing" : "done.undo")}
          </button>
        </div>
      </Card>
    </div>
  );
}

function Loading({ stage, onLoad }: { stage: Stage; onLoad: () => void }) {
  const own = useTexts(texts);
  const numbers = useNumbers();
  if (stage.is === "loaded") {
    const { rows, columns, table } = stage.report;
    const told = own("done.loaded", { rows: numbers.tooltip(rows ?? 0, null), columns });
    return (
      <span role="status">
        {told} <code>{table}</code>
      </span>
    );
  }
  if (stage.is === "loading") return <Waiting text="done.loading" />;
  return (
    <button type="button" className={controls.button} onClick={onLoad} disabled={stage.is === "undoing"}>
      {own("done.load")}
    </button>
  );
}
