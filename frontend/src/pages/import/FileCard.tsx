/** The file that was handed in: how large, which sheet, in which encoding; and the way to let go of it. */
import type { ImportPage } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { size } from "@/format/size";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import { Field } from "./Field";
import { texts } from "./texts";
import styles from "./FileCard.module.css";

export function FileCard({ page, onDiscard }: { page: ImportPage; onDiscard: () => void }) {
  const { language } = useSpeech();
  const own = useTexts(texts);
  const numbers = useNumbers();
  const { upload, encodings, sheet } = page;
  const facts = [
    size(upload.size, language),
    own("file.rows", { rows: numbers.tooltip(page.rows, null) }),
    own("file.columns", { columns: numbers.tooltip(page.columns.length, null) }),
  ];
  const discard = (
    <button type="button" className={controls.button} onClick={onDiscard}>
      {own("file.discard")}
    </button>
  );
  return (
    <Card title={own("file")} actions={discard} name="file">
      <p className={styles.name}>{upload.name}</p>
      <p className={styles.facts}>{facts.join(" · ")}</p>
      <div className={styles.fields}>
        {upload.sheets.length > 1 && (
          <Field label={own("file.sheet")}>
            <select value={sheet ?? ""} onChange={(event) => changeSearch({ sheet: event.target.value })}>
              {upload.sheets.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </Field>
        )}
        {encodings.length > 0 && (
          <Field label={own("file.encoding")}>
            <select value={upload.encoding ?? ""} onChange={(event) => changeSearch({ encoding: event.target.value })}>
              {encodings.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </Field>
        )}
      </div>
    </Card>
  );
}
