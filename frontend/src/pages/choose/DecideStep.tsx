/** Step 5: a person decides; what that writes is shown before it is written. */
import { useState } from "react";
import type { ChoicePreview, ChoosePage, DecisionForm, DecisionPart } from "@/api/types";
import { Card } from "@/components/Card";
import { Diff } from "@/components/code/Diff";
import { Dialog } from "@/components/Dialog";
import controls from "@/components/controls.module.css";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { useSettings } from "@/settings/settings";
import { changedWeights } from "./choosing";
import { Command } from "./Command";
import { DecisionFields, type Draft } from "./DecisionFields";
import { Evidence } from "./judging/Evidence";
import { decide, previewDecision, problemOf } from "./queries";
import { Refused } from "./Refused";
import { texts } from "./texts";
import { useChoices } from "./useChoices";
import { useWriting } from "./useWriting";
import pageStyles from "./ChoosePage.module.css";
import styles from "./DecideStep.module.css";

export function DecideStep({ page }: { page: ChoosePage }) {
  return (
    <>
      <Decision page={page} />
      {page.decisions.length > 0 && <Past decisions={page.decisions} />}
    </>
  );
}

function Past({ decisions }: { decisions: readonly DecisionPart[] }) {
  const told = useTexts(texts);
  const { say, language } = useSpeech();
  return (
    <Card title={told("choose.past")} note={told("choose.past.note")} name="past">
      <ul className={styles.past}>
        {decisions.map(({ on, metric, label, file }) => (
          <li key={file}>
            <span>{plainDay(on, language)}</span>
            <Link path={pathTo(METRIC, { metric })}>{say(label)}</Link>
            <code>{file}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Decision({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { person } = useSettings();
  const { choices, chosen } = useChoices(page);
  const [draft, setDraft] = useState<Draft>({
    by: person !== null && page.people.includes(person) ? person : "",
    because: "",
  });
  const because = draft.because.trim();
  const form: DecisionForm | null =
    chosen && draft.by.trim() ? { candidate: chosen, by: draft.by.trim(), because: because || null } : null;
  return (
    <Card title={told("choose.decide")} note={told("choose.decide.note")} name="decide">
      {choices.length === 0 ? (
        <p className={pageStyles.text}>{told("choose.decide.none")}</p>
      ) : (
        <>
          <DecisionFields page={page} choices={choices} chosen={chosen} draft={draft} onDraft={setDraft} />
          {chosen && <Evidence page={page} chosen={chosen} />}
          <Deciding form={form} weight={changedWeights(page)} />
          <Command parts={wordsOf(chosen ?? "", draft.by.trim() || "PERSON", because, changedWeights(page))} />
        </>
      )}
      <p className={pageStyles.quiet}>{told("choose.decide.caution")}</p>
    </Card>
  );
}

function wordsOf(candidate: string, by: string, because: string, weights: readonly string[]): string[] {
  return [
    "--decide",
    candidate,
    "--by",
    by,
    ...(because ? ["--because", because] : []),
    ...weights.flatMap((each) => ["--weight", each.replace(":", "=")]),
  ];
}

/** The button, and what it would write. */
function Deciding({ form, weight }: { form: DecisionForm | null; weight: readonly string[] }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const [looked, setLooked] = useState<{ form: DecisionForm; preview: ChoicePreview }>();
  const [trouble, setTrouble] = useState<ReturnType<typeof problemOf>>();
  const { write, busy, refusal } = useWriting();
  const look = (asked: DecisionForm): void => {
    setTrouble(undefined);
    previewDecision(asked, weight)
      .then((preview) => setLooked({ form: asked, preview }))
      .catch((error: unknown) => setTrouble(problemOf(error)));
  };
  const confirm = async (shown: NonNullable<typeof looked>): Promise<void> => {
    const done = told("choose.decide.done", { name: shown.form.candidate });
    if (await write(() => decide(shown.form, weight, shown.preview.tag), done)) setLooked(undefined);
  };
  return (
    <div className={`${pageStyles.deeds} no-print`}>
      <button type="button" className={pageStyles.deed} disabled={form === null} onClick={() => form && look(form)}>
        {told("choose.decide.look")}
      </button>
      {!form && <p className={pageStyles.quiet}>{told("choose.decide.who")}</p>}
      {trouble && <Refused refusal={trouble} />}
      {looked && (
        <Dialog label={say(looked.preview.title)} onClose={() => setLooked(undefined)}>
          <div className={styles.dialog}>
            <h2>{say(looked.preview.title)}</h2>
            <Diff text={looked.preview.diff} label={told("choose.decide.diff")} />
            {refusal && <Refused refusal={refusal} />}
            <div className={pageStyles.deeds}>
              <button type="button" className={controls.button} onClick={() => setLooked(undefined)}>
                {told("choose.cancel")}
              </button>
              <button type="button" className={pageStyles.deed} disabled={busy} onClick={() => void confirm(looked)}>
                {told(busy ? "choose.busy" : "choose.decide.confirm")}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
