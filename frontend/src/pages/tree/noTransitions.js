// Stands in for d3-transition, 5 KB that React Flow brings along: the canvas goes where it is asked to at once.
import { selection } from "d3-selection";

selection.prototype.interrupt = function interruptNothing() {
  return this;
};

export function interrupt() {}
