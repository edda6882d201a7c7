/** What lies over a page: the palette and the sheet of shortcuts, fetched after the page. */
import { lazy, Suspense, useEffect } from "react";
import { openOverlay, useOverlay } from "./overlay";
import { useShortcuts } from "./useShortcuts";

const loadPalette = () => import("./Palette");
const Palette = lazy(loadPalette);
const KeySheet = lazy(() => import("./keys/KeySheet"));

export function Overlays() {
  const open = useOverlay();
  useShortcuts();
  // Whoever types at once after ⌘K must not lose a letter: the palette is fetched when the page has come to rest.
  useEffect(() => {
    const rest = setTimeout(() => loadPalette().catch(() => undefined), 1500);
    return () => clearTimeout(rest);
  }, []);
  const close = (): void => openOverlay(null);
  return (
    <Suspense>
      {open === "palette" && <Palette onClose={close} />}
      {open === "keys" && <KeySheet onClose={close} />}
    </Suspense>
  );
}
