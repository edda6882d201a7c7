/** One key, one thing: the board's keyboard shortcuts. */
import { useEffect } from "react";
import type { Grain } from "@/api/types";
import { changeSearch } from "@/router/location";
import { readSearch } from "@/router/search";
import { openOverlay } from "./overlay";

/** Pages answer to these as events, since only they know what "earlier" or "fit" means there. */
export type PageCommand = "earlier" | "later" | "fit" | "close";

const GRAIN_KEYS: Record<string, Grain> = { d: "day", w: "week", m: "month", q: "quarter", y: "year" };
const COMMANDS: Record<string, PageCommand> = { "[": "earlier", "]": "later", "f": "fit", "Escape": "close" };

export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Calls `act` when the page is asked for a command. */
export function usePageCommand(act: (command: PageCommand) => void): void {
  useEffect(() => {
    const hear = (event: Event): void => act((event as CustomEvent<PageCommand>).detail);
    document.addEventListener("board-command", hear);
    return () => document.removeEventListener("board-command", hear);
  }, [act]);
}

export function sendCommand(command: PageCommand): void {
  document.dispatchEvent(new CustomEvent<PageCommand>("board-command", { detail: command }));
}

export function chooseGrain(grain: Grain): void {
  changeSearch({ grain, at: undefined, versus: undefined });
}

export function toggleTv(): void {
  const { tv } = readSearch(location.search);
  changeSearch({ tv: tv ? undefined : "1" });
}

function press(event: KeyboardEvent): void {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openOverlay("palette");
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || busy(event)) return;
  const grain = GRAIN_KEYS[event.key];
  const command = COMMANDS[event.key];
  if (grain) chooseGrain(grain);
  else if (command) sendCommand(command);
  else if (event.key === "t") toggleTv();
  else if (event.key === "?") openOverlay("keys");
  else if (event.key === "/") openOverlay("palette");
  else return;
  event.preventDefault();
}

/** True while the keys belong to a field or a dialog. */
function busy(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.closest("input, select, textarea, dialog, [role=dialog], [contenteditable]") !== null;
}
