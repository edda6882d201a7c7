/** A number that grows each time a value becomes another one while it is on screen; 0 until then. */
import { useState } from "react";

export function useChanged(value: number | null): number {
  const [state, setState] = useState({ value, count: 0 });
  if (state.value !== value) {
    const next = { value, count: state.count + 1 };
    setState(next);
    return next.count;
  }
  return state.count;
}
