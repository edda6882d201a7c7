/** A wall screen goes from page to page by itself, and waits while somebody is there. */
import { useEffect, useState } from "react";
import { useProject } from "@/api/queries";
import { goTo, usePlace } from "@/router/location";
import { secondsOf, stopsOf } from "./stops";

export interface Tour {
  seconds: number; // that a page stays; 0 is for ever
  place: number; // of the page shown among the stops; -1 for another
  count: number;
  paused: boolean;
}

// Whoever touched the screen looks at it; a minute after the last touch it goes on.
const PAUSE_MS = 60_000;

export function useTour(): Tour {
  const { path, search } = usePlace();
  const star = useProject().data?.north_star ?? null;
  const paused = usePause();
  const seconds = secondsOf(search.every);
  const stops = stopsOf(search.show, star);
  const place = stops.indexOf(path);
  const next = stops[(place + 1) % stops.length];
  useEffect(() => {
    if (paused || seconds === 0 || next === undefined || next === path) return undefined;
    const timer = setTimeout(() => goTo(next, { ...search, metric: undefined }, { replace: true }), seconds * 1000);
    return () => clearTimeout(timer);
  }, [paused, seconds, next, path, search]);
  return { seconds: stops.length > 1 ? seconds : 0, place, count: stops.length, paused };
}

/** True from a key or a pointer until a minute has passed without one. */
function usePause(): boolean {
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touch = (): void => {
      clearTimeout(timer);
      setPaused(true);
      timer = setTimeout(() => setPaused(false), PAUSE_MS);
    };
    // A browser tells of a pointer that rests as well, when the page moves under it.
    const move = (event: PointerEvent): void => {
      if (event.movementX !== 0 || event.movementY !== 0) touch();
    };
    document.addEventListener("keydown", touch);
    document.addEventListener("pointerdown", touch);
    document.addEventListener("pointermove", move);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", touch);
      document.removeEventListener("pointerdown", touch);
      document.removeEventListener("pointermove", move);
    };
  }, []);
  return paused;
}
