/** What the table is called, up to when its data are whole, and how its time is read. */
import type { ImportChoices, ImportPage, ImportTrouble } from "@/api/types";
import { Card } from "@/components/Card";
import { useTexts } from "@/i18n/texts";
import { Field } from "./Field";
import { texts } from "./texts";
import { TimeFields } from "./TimeFields";
import { Troubles } from "./Troubles";
import styles from "./FileCard.module.css";

const THROUGH = ["latest", "clock", "day"] as const;
type Through = (typeof THROUGH)[number];

export interface TableCardProps {
  page: ImportPage;
  choices: ImportChoices;
  troubles: readonly ImportTrouble[];
  onChange: (choices: ImportChoices) => void;
}

export function TableCard({ page, choices, troubles, onChange }: TableCardProps) {
  const own = useTexts(texts);
  const about = troubles.filter((trouble) => trouble.column === null);
  const wrong = (field: string): boolean => about.some((trouble) => trouble.blocking && trouble.field === field);
  const through = throughOf(choices);
  const time = choices.columns.find((choice) => choice.use === "time");
  const zoned =
    time?.kind !== "moment" ||
    page.columns.some((column) => column.name === time?.column && column.type.includes("TIME ZONE"));
  const chooseThrough = (chosen: Through): void =>
    onChange({
      ...choices,
      complete_through: chosen === "day" ? "" : chosen,
      lag: chosen === "clock" ? (choices.lag ?? null) : null,
    });
  return (
    <Card title={own("table")} name="table">
      <div className={styles.fields}>
        <Field label={own("table.name")}>
          <input
            value={choices.table}
            spellCheck={false}
            aria-invalid={wrong("table")}
            onChange={(event) => onChange({ ...choices, table: event.target.value })}
          />
        </Field>
        <Field label={own("table.through")}>
          <select value={through} onChange={(event) => chooseThrough(event.target.value as Through)}>
            {THROUGH.map((each) => (
              <option key={each} value={each}>
                {own(`table.through.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        {through === "day" && (
          <Field label={own("table.through.on")}>
            <input
              type="date"
              value={choices.complete_through}
              aria-invalid={wrong("complete_through")}
              onChange={(event) => onChange({ ...choices, complete_through: event.target.value })}
            />
          </Field>
        )}
        {through === "clock" && (
          <Field label={own("table.lag")}>
            <input
              value={choices.lag ?? ""}
              placeholder={own("table.lag.example")}
              aria-invalid={wrong("lag")}
              onChange={(event) => onChange({ ...choices, lag: event.target.value || null })}
            />
          </Field>
        )}
        {time && <TimeFields choices={choices} timezone={page.timezone} zoned={zoned} onChange={onChange} />}
      </div>
      <Troubles troubles={about} />
    </Card>
  );
}

function throughOf({ complete_through: through = "latest" }: ImportChoices): Through {
  return through === "latest" || through === "clock" ? through : "day";
}
