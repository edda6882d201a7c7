/** The layout of a page in the room that the canvas has; the same object for as long as nothing moves. */
import { useStore } from "@xyflow/react";
import { useMemo, useState } from "react";
import type { TreePage } from "@/api/types";
import { layOut, type Layout } from "./layout";

export function useLayout(page: TreePage): Layout {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fresh = useMemo(
    () => layOut(page.north_star, page.cards, page.links, { width, height }),
    [page, width, height],
  );
  const [kept, keep] = useState(fresh);
  // New values alone must not bring the whole tree into view again, away from where the reader was.
  if (keyOf(kept) === keyOf(fresh)) return kept;
  keep(fresh);
  return fresh;
}

function keyOf({ spots, card }: Layout): string {
  return JSON.stringify([[...spots], card]);
}
