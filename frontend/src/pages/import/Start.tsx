/** Where a file is dropped or chosen, and what will become of it. */
import { useRef, useState, type DragEvent } from "react";
import { ProblemError } from "@/api/client";
import type { ImportUpload } from "@/api/types";
import controls from "@/components/controls.module.css";
import { size } from "@/format/size";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { sendFile, useImportStart, type Sending } from "./importing";
import { Refusal } from "./Refusal";
import { texts } from "./texts";
import styles from "./Start.module.css";

const STEPS = ["drop.step.1", "drop.step.2", "drop.step.3"] as const;

interface Going {
  name: string;
  share: number;
  sending: Sending;
}

export function Start({ onHanded }: { onHanded: (upload: ImportUpload) => void }) {
  const own = useTexts(texts);
  const { going, refusal, hand } = useHanding(onHanded);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    hand(event.dataTransfer.files[0]);
  };

  return (
    <div className={styles.start}>
      {/* Dropping is for a pointer; the button inside does the same for everybody. */}
      <div
        className={styles.zone}
        data-over={over}
        role="presentation"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {going ? <Progress going={going} /> : <Chooser onFile={hand} />}
      </div>
      {refusal && <Refusal error={refusal} />}
      <section className={styles.steps}>
        <h2>{own("drop.what")}</h2>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>{own(step)}</li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Chooser({ onFile }: { onFile: (file: File | undefined) => void }) {
  const { language } = useSpeech();
  const own = useTexts(texts);
  const start = useImportStart().data;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <h2>{own("drop")}</h2>
      {start && <p>{own("drop.or", { size: size(start.most_bytes, language) })}</p>}
      <button type="button" className={styles.choose} onClick={() => input.current?.click()}>
        {own("drop.choose")}
      </button>
      {start && (
        <p className={styles.endings}>
          {own("drop.endings")}: {start.endings.join(" ")}
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={own("drop.choose")}
        accept={start?.endings.join(",")}
        onChange={(event) => onFile(event.target.files?.[0])}
      />
    </>
  );
}

function Progress({ going: { name, share, sending } }: { going: Going }) {
  const own = useTexts(texts);
  const numbers = useNumbers();
  const arrived = share >= 1;
  const told = own(arrived ? "upload.looking" : "upload.sending", { name });
  return (
    <>
      <h2 role="status">{told}</h2>
      <progress aria-label={told} max={1} value={arrived ? undefined : share} />
      {!arrived && <p className="number">{numbers.part(share)}</p>}
      <button type="button" className={controls.button} onClick={sending.cancel}>
        {own("upload.cancel")}
      </button>
    </>
  );
}

interface Handing {
  going: Going | undefined;
  refusal: ProblemError | undefined;
  hand: (file: File | undefined) => void;
}

/** Hands one file in at a time. */
function useHanding(onHanded: (upload: ImportUpload) => void): Handing {
  const [going, setGoing] = useState<Going>();
  const [refusal, setRefusal] = useState<ProblemError>();
  const hand = (file: File | undefined): void => {
    if (!file || going) return;
    setRefusal(undefined);
    const sending = sendFile(file, (share) => setGoing((now) => now && { ...now, share }));
    setGoing({ name: file.name, share: 0, sending });
    sending.done
      .then(onHanded)
      .catch((error: unknown) => {
        if (error instanceof ProblemError) setRefusal(error);
      })
      .finally(() => setGoing(undefined));
  };
  return { going, refusal, hand };
}
