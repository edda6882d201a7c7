/** Closes the popover in which something stands, once it has been done. */
import { createContext, useContext } from "react";

export const PopoverClose = createContext<() => void>(() => undefined);

export function useClosePopover(): () => void {
  return useContext(PopoverClose);
}
