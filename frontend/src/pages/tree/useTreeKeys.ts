/** Keys of the tree page: 1 to 9 open so many levels, + and − one more or less. */
import { useEffect } from "react";
import { openLevels, type TreeView } from "./useTreeView";

export function useTreeKeys({ levels, deepest }: TreeView): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const wanted = levelsFor(event.key, levels, deepest);
      if (wanted === undefined) return;
      event.preventDefault();
      openLevels(wanted);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [levels, deepest]);
}

function levelsFor(key: string, levels: number, deepest: number): number | undefined {
  if (/^[1-9]$/.test(key)) return Number(key);
  if (key === "+" || key === "=") return Math.min(levels + 1, deepest);
  if (key === "-" || key === "−") return Math.max(1, levels - 1);
  return undefined;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (target as HTMLElement).closest("input, select, textarea, dialog, [role=dialog]") !== null;
}
