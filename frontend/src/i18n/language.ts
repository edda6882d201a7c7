/** The language in force: what the address says, else what was chosen here before, else the project's own. */
import type { Words } from "@/api/types";
import { en, type MessageKey } from "./en";
import { zh } from "./zh";

export type Language = "en" | "zh";
export type Blanks = Record<string, string | number>;

export interface Speech {
  language: Language;
  /** A text of the board, its blanks filled. */
  t: (key: MessageKey, blanks?: Blanks) => string;
  /** A text of the server, in the language in force. */
  say: (words: Words) => string;
}

export const CATALOGUES: Record<Language, Record<MessageKey, string>> = { en, zh };
export const HTML_LANGUAGE: Record<Language, string> = { en: "en", zh: "zh-CN" };

const KEY = "beichen.language";

export function speechIn(language: Language): Speech {
  const catalogue = CATALOGUES[language];
  return {
    language,
    t: (key, blanks) => fill(catalogue[key], blanks),
    say: (words) => words[language],
  };
}

export function rememberedLanguage(): Language | undefined {
  const kept = localStorage.getItem(KEY);
  return kept === "en" || kept === "zh" ? kept : undefined;
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

export function forgetLanguage(): void {
  localStorage.removeItem(KEY);
}

export function fill(text: string, blanks: Blanks = {}): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));
}
