/** Texts that arrive with a page: each page has its own `texts.ts`, the same keys in both languages. */
import { useContext, useMemo } from "react";
import { fill, type Blanks, type Language } from "./language";
import { LanguageContext } from "./context";

export type Texts<Key extends string> = Record<Language, Record<Key, string>>;

/** Both languages of a page: a key that is missing in one is an error of types. */
export function defineTexts<const En extends Record<string, string>>(texts: {
  en: En;
  zh: Record<keyof En & string, string>;
}): Texts<keyof En & string> {
  return texts;
}

/** A text of the set in the language in force, its blanks filled. */
export function useTexts<Key extends string>(texts: Texts<Key>): (key: Key, blanks?: Blanks) => string {
  const language = useContext(LanguageContext);
  return useMemo(() => (key: Key, blanks?: Blanks) => fill(texts[language][key], blanks), [texts, language]);
}
