/** A proposal to be corrected and confirmed: the file, the table, its columns, its first rows, and what will be written. */
import { useEffect, useState } from "react";
import type { ImportChoices, ImportChoice, ImportPage } from "@/api/types";
import { Card } from "@/components/Card";
import { useTexts } from "@/i18n/texts";
import { ColumnRow } from "./ColumnRow";
import { entitiesIn, withColumn } from "./choices";
import { FileCard } from "./FileCard";
import { usePlan } from "./importing";
import { Preview } from "./Preview";
import { TableCard } from "./TableCard";
import { texts } from "./texts";
import { WriteCard } from "./WriteCard";
import styles from "./Proposal.module.css";

export interface ProposalProps {
  page: ImportPage;
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
  onDiscard: () => void;
  onConfirmed: () => void;
}

export function Proposal({ page, choices, onChange, onDiscard, onConfirmed }: ProposalProps) {
  const own = useTexts(texts);
  const sheet = page.upload.sheets.length > 0 ? page.sheet : null;
  const looked = useSettled(choices);
  const plan = usePlan(page.upload.id, sheet, looked);
  const troubles = plan.data?.troubles ?? [];
  const chosen = new Map(choices.columns.map((choice) => [choice.column, choice]));
  const entities = entitiesIn(choices);
  const change = (choice: ImportChoice): void => onChange(withColumn(choices, choice));
  return (
    <div className={styles.proposal}>
      <div className={styles.top}>
        <FileCard page={page} onDiscard={onDiscard} />
        <TableCard page={page} choices={choices} troubles={troubles} onChange={onChange} />
      </div>
      <Card title={own("columns")} note={own("columns.note")} name="columns">
        <ul className={styles.columns}>
          {page.columns.map((column) => {
            const choice = chosen.get(column.name);
            return (
              choice && (
                <ColumnRow
                  key={column.name}
                  column={column}
                  choice={choice}
                  entities={entities}
                  known={page.entities}
                  troubles={troubles.filter((trouble) => trouble.column === column.name)}
                  onChange={change}
                />
              )
            );
          })}
        </ul>
      </Card>
      <Preview page={page} />
      <WriteCard
        upload={page.upload.id}
        sheet={sheet}
        choices={choices}
        plan={plan}
        upToDate={looked === choices && !plan.isPlaceholderData}
        onConfirmed={onConfirmed}
      />
    </div>
  );
}

const PAUSE_MS = 250;

/** A value once it has rested: whoever types is not asked about at every letter. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const rest = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(rest);
  }, [value]);
  return settled;
}
