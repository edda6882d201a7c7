/** Arrow keys go from metric to metric; Home and End to the first and the last. */
import type { KeyboardEvent } from "react";

export function walk(event: KeyboardEvent<HTMLElement>): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-scorecard] [data-row] a")];
  const at = links.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || !links[to]) return;
  event.preventDefault();
  links[to].focus();
}
