/** One column: what it holds, what it is taken for and why, and what it shall be. */
import type { ColumnUse, ImportChoice, ImportColumn, ImportTrouble } from "@/api/types";
import controls from "@/components/controls.module.css";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { isEntity } from "./choices";
import { ColumnFields } from "./ColumnFields";
import { Confidence } from "./Confidence";
import { texts } from "./texts";
import { Troubles } from "./Troubles";
import styles from "./ColumnRow.module.css";

export interface ColumnRowProps {
  column: ImportColumn;
  choice: ImportChoice;
  entities: readonly string[]; // of the file
  known: readonly string[]; // of the project
  troubles: readonly ImportTrouble[];
  onChange: (choice: ImportChoice) => void;
}

export function ColumnRow({ column, choice, entities, known, troubles, onChange }: ColumnRowProps) {
  const { say } = useSpeech();
  return (
    <li className={styles.row} data-column={column.name} data-use={choice.use}>
      <What column={column} />
      <ColumnFields
        column={column}
        choice={choice}
        entities={entities}
        known={known}
        troubles={troubles}
        onChange={onChange}
      />
      <div className={styles.why}>
        <p>
          <Confidence confidence={column.confidence} /> {say(column.why)}
        </p>
        <Joins column={column} choice={choice} onTake={(use, entity) => onChange({ ...choice, use, name: entity })} />
        <Troubles troubles={troubles} />
      </div>
    </li>
  );
}

function What({ column }: { column: ImportColumn }) {
  const own = useTexts(texts);
  const numbers = useNumbers();
  const facts = [
    own("column.values", { distinct: numbers.tooltip(column.distinct, null) }),
    ...(column.null_share > 0 ? [own("column.empty", { share: numbers.part(column.null_share) })] : []),
    ...(column.adds_up ? [own("column.adds")] : []),
  ];
  return (
    <div className={styles.what}>
      <h3>{column.name}</h3>
      <p className={styles.examples} title={column.examples.join(", ")}>
        {column.examples.join(", ")}
      </p>
      <p className={styles.facts}>{facts.join(" · ")}</p>
    </div>
  );
}

interface JoinsProps {
  column: ImportColumn;
  choice: ImportChoice;
  onTake: (use: ColumnUse, entity: string) => void;
}

/** Entities of the project that the column's values are, while it is not taken for them. */
function Joins({ column, choice, onTake }: JoinsProps) {
  const own = useTexts(texts);
  const numbers = useNumbers();
  const open = column.joins.filter((join) => !isEntity(choice.use) || join.entity !== choice.name);
  return open.map((join) => (
    <p key={join.entity} className={styles.join}>
      {own("column.join", { share: numbers.part(join.share), entity: join.entity })}{" "}
      <button
        type="button"
        className={controls.button}
        onClick={() => onTake(isEntity(choice.use) ? choice.use : "entity", join.entity)}
      >
        {own("column.join.take", { entity: join.entity })}
      </button>
    </p>
  ));
}
