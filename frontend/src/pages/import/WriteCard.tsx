/** What would be written, as a difference; the deed itself; and why it cannot be done yet. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemError } from "@/api/client";
import type { ImportChoices, ImportPlanned } from "@/api/types";
import { Card } from "@/components/Card";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useSettings } from "@/settings/settings";
import { Diff } from "@/components/code/Diff";
import { confirmImport } from "./importing";
import { Refusal } from "./Refusal";
import { texts } from "./texts";
import styles from "./WriteCard.module.css";

export interface WriteCardProps {
  upload: string;
  sheet: string | null;
  choices: ImportChoices;
  plan: UseQueryResult<ImportPlanned, ProblemError>;
  upToDate: boolean; // false while the plan is of earlier choices
  onConfirmed: () => void;
}

export function WriteCard({ upload, sheet, choices, plan, upToDate, onConfirmed }: WriteCardProps) {
  const own = useTexts(texts);
  const { person } = useSettings();
  const [writing, setWriting] = useState(false);
  const [refusal, setRefusal] = useState<ProblemError>();
  const made = plan.data;
  const confirm = (): void => {
    if (!made) return;
    setWriting(true);
    setRefusal(undefined);
    confirmImport(upload, sheet, choices, { tag: made.tag, author: person })
      .then(onConfirmed)
      .catch((error: unknown) => {
        setRefusal(error instanceof ProblemError ? error : new ProblemError(null));
        // Somebody else may have written meanwhile: what is shown must be what is confirmed.
        void plan.refetch();
      })
      .finally(() => setWriting(false));
  };
  return (
    <Card title={own("write")} note={own("write.note")} name="write">
      {!made && !plan.error && <p role="status">{own("write.waiting")}</p>}
      {made && <Planned plan={made} />}
      {plan.error && <Refusal error={plan.error} />}
      {refusal && <Refusal error={refusal} />}
      <div className={styles.deed}>
        <button
          type="button"
          className={styles.confirm}
          data-confirm=""
          disabled={!made?.sound || !upToDate || writing}
          onClick={confirm}
        >
          {own(writing ? "write.confirming" : "write.confirm")}
        </button>
      </div>
    </Card>
  );
}

/** What a plan would write, what stands in its way, and what the rules remark. */
function Planned({ plan }: { plan: ImportPlanned }) {
  const { say } = useSpeech();
  const own = useTexts(texts);
  const blocking = plan.troubles.filter((trouble) => trouble.blocking);
  return (
    <>
      {plan.sound && (
        <>
          <p>
            {own("write.data")} <code>{plan.data}</code>
          </p>
          <Diff text={plan.diff} label={own("write")} />
        </>
      )}
      {blocking.length > 0 && (
        <div className={styles.troubles}>
          <p>{own("write.troubles")}</p>
          <ul>
            {blocking.map((trouble) => (
              <li key={`${trouble.column} ${trouble.text.en}`}>
                {trouble.column && <strong>{trouble.column}: </strong>}
                {say(trouble.text)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {plan.refusals.map((each) => (
        <p key={each} className={styles.troubles}>
          {each}
        </p>
      ))}
      {plan.findings.length > 0 && (
        <div className={styles.findings}>
          <p>{own("findings")}</p>
          <ul>
            {plan.findings.map((finding) => (
              <li key={finding.code + finding.message.en}>{say(finding.message)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
