/** Walking along the tree with the keyboard: one card is in the Tab order, arrows move to its neighbours. */
import { useReactFlow } from "@xyflow/react";
import { useCallback, useState, type KeyboardEvent } from "react";
import type { TreePage } from "@/api/types";
import type { Layout } from "./layout";
import { isArrow, walk } from "./walk";

export interface Walk {
  reachable: string;
  onKey: (event: KeyboardEvent, metric: string) => void;
}

export function useWalk(page: TreePage, layout: Layout, selected: string): Walk {
  const flow = useReactFlow();
  const [stopped, setStopped] = useState<string>();
  const known = [stopped, selected, page.north_star].find((name) => name !== undefined && layout.spots.has(name));

  const onKey = useCallback(
    (event: KeyboardEvent, metric: string) => {
      const next =
        event.key === "Home"
          ? page.north_star
          : isArrow(event.key)
            ? walk(metric, event.key, page.links, layout)
            : undefined;
      const spot = next === undefined ? undefined : layout.spots.get(next);
      if (next === undefined || !spot) return;
      event.preventDefault();
      setStopped(next);
      const card = document.querySelector<HTMLElement>(`[data-metric="${CSS.escape(next)}"]`);
      card?.focus({ preventScroll: true });
      if (!card || !inView(card)) {
        void flow.setCenter(spot.x + layout.card.width / 2, spot.y + layout.card.height / 2, {
          zoom: flow.getZoom(),
          duration: 200,
        });
      }
    },
    [page, layout, flow],
  );
  return { reachable: known ?? page.north_star, onKey };
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
