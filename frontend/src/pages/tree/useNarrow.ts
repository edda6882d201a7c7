/** True on a phone, where the tree is a list. */
import { useSyncExternalStore } from "react";

const narrow = matchMedia("screen and (max-width: 760px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(tell: () => void): () => void {
  narrow.addEventListener("change", tell);
  return () => narrow.removeEventListener("change", tell);
}
