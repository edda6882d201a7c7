/** What lies over a page: the palette and the sheet of shortcuts, fetched when first opened. */
import { lazy, Suspense } from "react";
import { openOverlay, useOverlay } from "./overlay";
import { useShortcuts } from "./useShortcuts";

const Palette = lazy(() => import("./Palette"));
const KeySheet = lazy(() => import("./KeySheet"));

export function Overlays() {
  const open = useOverlay();
  useShortcuts();
  const close = (): void => openOverlay(null);
  return (
    <Suspense>
      {open === "palette" && <Palette onClose={close} />}
      {open === "keys" && <KeySheet onClose={close} />}
    </Suspense>
  );
}
