import { expect, test } from "vitest";
import type { ImportChoices } from "@/api/types";
import { entitiesIn, withColumn } from "./choices";

const choices: ImportChoices = {
  table: "orders",
  columns: [
    { column: "user_id", kind: "text", use: "entity", name: "user", of: null },
    { column: "city", kind: "text", use: "entity_dimension", name: "city", of: "user" },
    { column: "device", kind: "text", use: "event_dimension", name: "device", of: null },
  ],
};

test("a property follows the entity when that is called otherwise", () => {
  const changed = withColumn(choices, { ...choices.columns[0]!, name: "customer" });
  expect(entitiesIn(changed)).toEqual(["customer"]);
  expect(changed.columns[1]!.of).toBe("customer");
});

test("what becomes a property of an entity is one of the first", () => {
  const changed = withColumn(choices, { ...choices.columns[2]!, use: "entity_dimension" });
  expect(changed.columns[2]!.of).toBe("user");
});

test("other columns stay as they are", () => {
  const changed = withColumn(choices, { ...choices.columns[2]!, use: "ignore" });
  expect(changed.columns.slice(0, 2)).toEqual(choices.columns.slice(0, 2));
});
