/** Tells a test that a card was drawn: one changed value must draw one card again, and no other. */
import { useEffect } from "react";

declare global {
  var boardDrawn: ((card: string) => void) | undefined;
}

export function useDrawn(card: string): void {
  // No list of dependencies: after every drawing.
  useEffect(() => {
    globalThis.boardDrawn?.(card);
  });
}
