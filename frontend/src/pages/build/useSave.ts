/** Saving a metric: the deed, what came of it, and the way back. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import type { ProblemError } from "@/api/client";
import type { MetricForm } from "@/api/types";
import { tell } from "@/components/Toast";
import { useTexts } from "@/i18n/texts";
import { goTo, useSearch } from "@/router/location";
import { BUILD, BUILD_METRIC, pathTo } from "@/router/paths";
import { useSettings } from "@/settings/settings";
import { NEW, problemOf, saveMetric, undoChange } from "./building";
import { texts } from "./texts";

export interface Saving {
  save: (seen: string) => Promise<void>; // `seen` is the tag of the file that the person knows
  busy: boolean;
  refusal: ProblemError | undefined;
}

export function useSave(metric: string, form: MetricForm, onSaved: () => void): Saving {
  const own = useTexts(texts);
  const client = useQueryClient();
  const { lang } = useSearch();
  const { person } = useSettings();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ProblemError>();
  const name = form.name.trim();

  const undo = (change: number): void => {
    undoChange(change)
      .then(() => {
        // A metric that was new is gone: its page must be left before anything is asked again.
        if (metric === NEW) flushSync(() => goTo(BUILD, { lang }));
        tell(own("undone"));
      })
      .catch((error: unknown) => tell(problemOf(error).message))
      .finally(() => void client.invalidateQueries());
  };
  const save = async (seen: string): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { change } = await saveMetric(form, metric, seen, person);
      onSaved();
      goTo(pathTo(BUILD_METRIC, { metric: name }), { lang }, { replace: true });
      await client.invalidateQueries();
      tell(own("saved", { metric: name }), { label: own("undo"), run: () => undo(change) });
    } catch (error) {
      setRefusal(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, refusal };
}
