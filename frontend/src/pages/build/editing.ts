/** The form that is being filled in, for every field of it. */
import { createContext, useContext } from "react";
import type { BuildPage, ColumnPart, MetricForm, ModelPart, NotePart } from "@/api/types";

export interface Editing {
  choices: BuildPage;
  form: MetricForm;
  change: (part: Partial<MetricForm>) => void;
  notes: readonly NotePart[];
  suggestedName: string | null;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("a field of the form stands outside of it");
  return editing;
}

export function useModel(): ModelPart | undefined {
  const { choices, form } = useEditing();
  return choices.models.find((model) => model.model === form.model);
}

/** What is said of a field. */
export function useNotes(at: string): readonly NotePart[] {
  return useEditing().notes.filter((note) => note.field === at);
}

/** A list with one item changed, or taken out. */
export function withItem<Item>(list: readonly Item[], place: number, item: Item | null): Item[] {
  return list.flatMap((each, index) => (index !== place ? [each] : item === null ? [] : [item]));
}

/** The names that a test may use, as columns of numbers. */
export function measuredColumns(form: MetricForm): ColumnPart[] {
  return form.having
    .filter((each) => each.name !== "")
    .map((each) => ({ name: each.name, label: null, type: "", kind: "number", dimension: false }));
}
