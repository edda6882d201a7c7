/** The layout of what is shown in the room that the canvas has; the same object for as long as nothing moves. */
import { useStore } from "@xyflow/react";
import { useMemo, useState } from "react";
import { layOut, type Layout } from "./layout";
import type { Shown } from "./shown";

export function useLayout({ rows, beside }: Shown): Layout {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fresh = useMemo(() => layOut(rows, beside, { width, height }), [rows, beside, width, height]);
  const [kept, keep] = useState(fresh);
  // New values alone must not bring the whole tree into view again, away from where the reader was.
  if (kept === fresh || areEqual(kept, fresh)) return kept;
  keep(fresh);
  return fresh;
}

function areEqual(one: Layout, other: Layout): boolean {
  if (one.card.width !== other.card.width || one.spots.size !== other.spots.size) return false;
  for (const [id, spot] of one.spots) {
    const moved = other.spots.get(id);
    if (!moved || moved.x !== spot.x || moved.y !== spot.y) return false;
  }
  return true;
}
