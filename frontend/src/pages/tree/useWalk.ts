/** Walking along the tree with the keyboard: one card is in the Tab order, arrows move on, + and − open and fold. */
import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Layout } from "./layout";
import type { Shown } from "./shown";
import { toggleFold } from "./useTreeView";
import { isArrow, walk } from "./walk";

export interface Walk {
  reachable: string;
  onKey: (event: KeyboardEvent, id: string) => void;
  /** Brings a card into view where it is not. */
  bring: (id: string) => void;
}

const FRAMES_TO_WAIT = 20;

export function useWalk(shown: Shown, layout: Layout, selected: string): Walk {
  const flow = useReactFlow();
  const [stopped, setStopped] = useState<string>();
  const root = shown.rows[0]?.id ?? "";
  const known = [stopped, selected].find((id) => id !== undefined && layout.spots.has(id));

  // Every card is given the same functions for ever: what they need to know they look up when they are called.
  const latest = useRef({ shown, layout });
  useEffect(() => {
    latest.current = { shown, layout };
  }, [shown, layout]);

  const bring = useCallback(
    (id: string) => {
      const { spots, card } = latest.current.layout;
      const spot = spots.get(id);
      const element = cardOf(id);
      if (!spot || (element && inView(element))) return;
      const zoom = Math.max(flow.getZoom(), LEAST_ZOOM);
      void flow.setCenter(spot.x + card.width / 2, spot.y + card.height / 2, { zoom });
    },
    [flow],
  );
  const onKey = useCallback(
    (event: KeyboardEvent, id: string) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { rows } = latest.current.shown;
      const row = rows.find((each) => each.id === id);
      const folds = row !== undefined && row.below > 0 && (row.folded ? OPENING : FOLDING).has(event.key);
      const next = isArrow(event.key) && !folds ? walk(id, event.key, rows, latest.current.layout) : undefined;
      if (folds) toggleFold(id);
      else if (next !== undefined) {
        setStopped(next);
        bring(next);
        focusWhenThere(next, FRAMES_TO_WAIT);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    [bring],
  );
  return { reachable: known ?? root, onKey, bring };
}

const LEAST_ZOOM = 0.5;
const OPENING = new Set(["+", "=", "ArrowRight"]);
const FOLDING = new Set(["-", "−"]);

function cardOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow [data-metric="${CSS.escape(id)}"]`);
}

/** A card out of view is drawn only once it is brought there. */
function focusWhenThere(id: string, frames: number): void {
  const card = cardOf(id);
  if (card) card.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(id, frames - 1));
}

function inView(card: HTMLElement): boolean {
  const box = card.getBoundingClientRect();
  const frame = card.closest(".react-flow")?.getBoundingClientRect();
  return (
    frame !== undefined &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom &&
    box.left >= frame.left &&
    box.right <= frame.right
  );
}
