/** What a component needs to speak: `useSpeech()` for texts, `useNumbers()` for numbers. */
import { useContext, useMemo } from "react";
import { numberFormats, type NumberFormats } from "@/format/number";
import { useSettings } from "@/settings/settings";
import { LanguageContext } from "./context";
import { speechIn, type Speech } from "./language";

export type { Language, Speech } from "./language";
export type { MessageKey } from "./en";

export { LanguageContext } from "./context";

export function useSpeech(): Speech {
  const language = useContext(LanguageContext);
  return useMemo(() => speechIn(language), [language]);
}

export function useNumbers(): NumberFormats {
  return numberFormats(useContext(LanguageContext), useSettings().numbers);
}
