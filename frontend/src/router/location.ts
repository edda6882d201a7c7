/** The address bar as state: one hook to read it, one function to change it. */
import { useMemo, useSyncExternalStore } from "react";
import { readSearch, writeSearch, type Search } from "./search";

const listeners = new Set<() => void>();
let mayLeave: () => boolean = () => true;
let here = location.pathname + location.search;

addEventListener("popstate", () => {
  if (location.pathname !== pathIn(here) && !mayLeave()) {
    // The browser has stepped already: the page steps forward again.
    history.pushState(null, "", here);
    return;
  }
  here = location.pathname + location.search;
  listeners.forEach((tell) => tell());
});

/** Asks before another page is opened; what it returns ends that. */
export function guardLeaving(asks: () => boolean): () => void {
  mayLeave = asks;
  return () => {
    mayLeave = () => true;
  };
}

export interface Place {
  path: string;
  search: Search;
}

export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return useMemo(() => {
    const [path = "/", rest = ""] = address.split("?");
    return { path, search: readSearch(rest) };
  }, [address]);
}

export function useSearch(): Search {
  return usePlace().search;
}

/** Changes part of the search; `replace` leaves no step to go back to. */
export function changeSearch(change: Partial<Search>, { replace = false } = {}): void {
  goTo(location.pathname, { ...readSearch(location.search), ...change }, { replace });
}

export function goTo(path: string, search: Search, { replace = false } = {}): void {
  const address = path + writeSearch(search);
  if (address === location.pathname + location.search) return;
  if (path !== location.pathname && !mayLeave()) return;
  here = address;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  listeners.forEach((tell) => tell());
}

/** An address within the board that keeps what is being looked at. */
export function hrefTo(path: string, search: Search): string {
  return path + writeSearch(search);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
  };
}

function pathIn(address: string): string {
  return address.split("?")[0] ?? "/";
}
