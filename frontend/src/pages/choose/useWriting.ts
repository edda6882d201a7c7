/** A change that is written: the deed, what came of it, and the way back. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ProblemError } from "@/api/client";
import type { ChangePart } from "@/api/types";
import { tell } from "@/components/Toast";
import { useTexts } from "@/i18n/texts";
import { problemOf, takeBack } from "./queries";
import { texts } from "./texts";

export interface Writing {
  write: (deed: () => Promise<ChangePart>, done: string) => Promise<boolean>;
  busy: boolean;
  refusal: ProblemError | undefined;
}

export function useWriting(): Writing {
  const told = useTexts(texts);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ProblemError>();
  const undo = (change: number): void => {
    takeBack(change)
      .then(() => tell(told("choose.undone")))
      .catch((error: unknown) => tell(problemOf(error).message))
      .finally(() => void client.invalidateQueries());
  };
  const write = async (deed: () => Promise<ChangePart>, done: string): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { change } = await deed();
      void client.invalidateQueries();
      tell(done, { label: told("choose.undo"), run: () => undo(change) });
      return true;
    } catch (error) {
      setRefusal(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { write, busy, refusal };
}
