/** Asks before what is not saved is left behind: another page, another site, a closed tab. */
import { useCallback, useEffect, useRef } from "react";
import { guardLeaving } from "@/router/location";

/** What it returns lifts the guard at once: what was to be saved is. */
export function useLeaveGuard(active: boolean, question: string): () => void {
  const guarding = useRef(active);
  useEffect(() => {
    guarding.current = active;
  }, [active]);
  useEffect(() => {
    const unload = (event: BeforeUnloadEvent): void => {
      if (guarding.current) event.preventDefault();
    };
    addEventListener("beforeunload", unload);
    // eslint-disable-next-line no-alert -- the browser's own question stops everything, as this one must
    const free = guardLeaving(() => !guarding.current || confirm(question));
    return () => {
      removeEventListener("beforeunload", unload);
      free();
    };
  }, [question]);
  return useCallback(() => {
    guarding.current = false;
  }, []);
}
