/** True while the page is put on paper: what only paper needs is made then, and not kept ready all day. */
import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const paper = matchMedia("print");
let printing = paper.matches;

export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}

function subscribe(tell: () => void): () => void {
  // The browser takes its picture right after it has told: what is to be on it must be there by then.
  const become = (next: boolean): void => {
    if (next === printing) return;
    printing = next;
    flushSync(tell);
  };
  const before = (): void => become(true);
  const after = (): void => become(paper.matches);
  const change = (): void => become(paper.matches);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  paper.addEventListener("change", change);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
    paper.removeEventListener("change", change);
  };
}
