// Stands in for d3-drag, of which the canvas needs only that panning selects no text: its cards stay where they are.
import { select } from "d3-selection";

const HELD = { capture: true, passive: false };

export function dragDisable(view) {
  select(view).on("dragstart.drag selectstart.drag", hold, HELD);
}

export function dragEnable(view, withoutClick) {
  const selection = select(view).on("dragstart.drag selectstart.drag", null);
  if (!withoutClick) return;
  selection.on("click.drag", hold, HELD);
  setTimeout(() => selection.on("click.drag", null), 0);
}

export function drag() {
  throw new Error("cards are not dragged");
}

function hold(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
