/** Which rows are read, and who is counted in them. */
import { useTexts } from "@/i18n/texts";
import { Pick } from "../fields/controls";
import { useEditing, useModel } from "../editing";
import { texts } from "./texts";

export function ModelFields({ entity = false }: { entity?: boolean }) {
  const own = useTexts(texts);
  const { choices, form, change } = useEditing();
  const model = useModel();
  const timed = choices.models.filter((each) => each.time !== null);
  const pickModel = (picked: string | null): void => {
    const entities = choices.models.find((each) => each.model === picked)?.entities ?? [];
    const kept = form.entity !== null && entities.includes(form.entity);
    change({ model: picked, entity: kept ? form.entity : (entities[0] ?? null) });
  };
  return (
    <>
      <Pick
        at="model"
        label={own("model")}
        {...(model?.problem ? { hint: own("model.problem") } : {})}
        value={form.model}
        options={timed.map((each) => ({ value: each.model, text: each.model }))}
        onPick={pickModel}
      />
      {entity && (
        <Pick
          at="entity"
          label={own("entity")}
          value={form.entity}
          options={(model?.entities ?? []).map((each) => ({ value: each, text: each }))}
          onPick={(picked) => change({ entity: picked })}
        />
      )}
    </>
  );
}
