/** From how far the canvas is seen: cards show less, in larger letters, the farther away they are. */
import { createContext, useContext } from "react";

export type Far = "near" | "far" | "tiny";

export const FarContext = createContext<Far>("near");

export function useFar(): Far {
  return useContext(FarContext);
}

/** Below these zooms. */
export function farAt(zoom: number): Far {
  if (zoom < 0.36) return "tiny";
  return zoom < 0.76 ? "far" : "near";
}
