/** What a person chose, and what one choice means for the others. */
import type { ImportChoices, ImportChoice, ColumnUse } from "@/api/types";

export const USES: readonly ColumnUse[] = [
  "time",
  "entity",
  "primary_entity",
  "entity_dimension",
  "event_dimension",
  "measure",
  "ignore",
];

export function isEntity(use: ColumnUse): boolean {
  return use === "entity" || use === "primary_entity";
}

/** True for what gets a name of its own in the model. */
export function isNamed(use: ColumnUse): boolean {
  return isEntity(use) || use === "entity_dimension" || use === "event_dimension";
}

export function entitiesIn(choices: ImportChoices): string[] {
  return choices.columns.filter((choice) => isEntity(choice.use)).map((choice) => choice.name);
}

/** The choices with another one for a column: properties follow the entity that they are of. */
export function withColumn(choices: ImportChoices, changed: ImportChoice): ImportChoices {
  const before = choices.columns.find((choice) => choice.column === changed.column);
  const renamed = before && isEntity(before.use) && isEntity(changed.use) && before.name !== changed.name;
  const first = entitiesIn(choices)[0];
  const columns = choices.columns.map((choice) => {
    if (choice.column === changed.column) {
      const needsOwner = changed.use === "entity_dimension" && !changed.of;
      return needsOwner ? { ...changed, of: first ?? null } : changed;
    }
    return renamed && choice.of === before.name ? { ...choice, of: changed.name } : choice;
  });
  return { ...choices, columns };
}
