/** What a component needs to speak: `useSpeech()` for texts, `useNumbers()` for numbers. */
import { createContext, useContext, useMemo } from "react";
import { numberFormats, type NumberFormats } from "@/format/number";
import { useSettings } from "@/settings/settings";
import { speechIn, type Language, type Speech } from "./language";

export type { Language, Speech } from "./language";
export type { MessageKey } from "./en";

export const LanguageContext = createContext<Language>("zh");

export function useSpeech(): Speech {
  const language = useContext(LanguageContext);
  return useMemo(() => speechIn(language), [language]);
}

export function useNumbers(): NumberFormats {
  return numberFormats(useContext(LanguageContext), useSettings().numbers);
}
