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
import { problemOf, saveMetric, undoChange } from "./building";
import { texts } from "./texts";

export interface Saving {
  save: (seen: string) => Promise<void>; // `seen` is the tag of the file that the person knows
  busy: boolean;
  refusal: ProblemError | undefined;
}

export interface Watching {
  onSaved: () => void;
  onReload: () => void; // the metric is there, and says something else than when it was opened
}

export function useSave(metric: string, form: MetricForm, { onSaved, onReload }: Watching): Saving {
  const own = useTexts(texts);
  const client = useQueryClient();
  const { lang } = useSearch();
  const { person } = useSettings();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ProblemError>();
  const name = form.name.trim();
  const stays = name === metric;

  const undo = (change: number): void => {
    undoChange(change)
      .then(() => {
        // What was new is gone: its page must be left before anything is asked again.
        if (stays) onReload();
        else flushSync(() => goTo(BUILD, { lang }));
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
      if (stays) onReload();
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
