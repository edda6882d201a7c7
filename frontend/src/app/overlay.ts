/** Which overlay is open: the palette, the sheet of shortcuts, or none. */
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "keys";

const listeners = new Set<() => void>();
let open: Overlay | null = null;

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(subscribe, () => open);
}

export function openOverlay(overlay: Overlay | null): void {
  open = overlay;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
