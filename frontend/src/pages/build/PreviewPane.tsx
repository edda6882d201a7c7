/** What the form would become: in words, in numbers, as SQL, as YAML. */
import { useState } from "react";
import type { ProblemError } from "@/api/client";
import type { BuildPreview } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { ErrorNotice } from "@/components/Notice";
import { Loading } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Diff } from "@/components/code/Diff";
import { CodeBlock } from "@/components/code/CodeBlock";
import { texts } from "./texts";
import { Tried } from "./Tried";
import styles from "./PreviewPane.module.css";

const VIEWS = ["numbers", "sql", "yaml"] as const;

export interface PreviewPaneProps {
  preview: BuildPreview | undefined;
  waiting: boolean;
  error: ProblemError | null;
  isNew: boolean;
}

export function PreviewPane({ preview, waiting, error, isNew }: PreviewPaneProps) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const [view, setView] = useState<(typeof VIEWS)[number]>("numbers");
  if (error && !preview) return <ErrorNotice error={error} onRetry={() => location.reload()} />;
  const tabs = (
    <div className={controls.group} role="group" aria-label={own("preview")}>
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          className={controls.button}
          aria-pressed={each === view}
          onClick={() => setView(each)}
        >
          {own(`view.${each}`)}
        </button>
      ))}
    </div>
  );
  return (
    <Card title={own("preview")} actions={tabs} name="preview">
      <div className={styles.body} data-waiting={waiting} aria-busy={waiting}>
        {preview?.words && <p className={styles.words}>{say(preview.words)}</p>}
        {!preview && <Loading blocks={[40, 200]} />}
        {preview && view === "numbers" && <Tried tried={preview.tried} isNew={isNew} />}
        {preview && view === "sql" && <Sql sql={preview.sql} />}
        {preview && view === "yaml" && <Yaml preview={preview} />}
      </div>
    </Card>
  );
}

function Sql({ sql }: { sql: string | null }) {
  const own = useTexts(texts);
  return sql ? <CodeBlock label="SQL" code={sql} language="sql" /> : <p className={styles.none}>{own("sql.none")}</p>;
}

function Yaml({ preview }: { preview: BuildPreview }) {
  const own = useTexts(texts);
  if (preview.diff === "") return <p className={styles.none}>{own("yaml.none")}</p>;
  return (
    <>
      <p className={styles.none}>
        {own("yaml.file")} <code>{preview.file}</code>
      </p>
      <Diff text={preview.diff} label={own("view.yaml")} />
    </>
  );
}
