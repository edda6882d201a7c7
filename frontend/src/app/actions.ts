/** What can be done from the bar and the palette alike. */
import { tell } from "@/components/Toast";
import { useSpeech } from "@/i18n";
import { rememberLanguage, type Language } from "@/i18n/language";
import { changeSearch, useSearch } from "@/router/location";
import { changeSettings, THEMES } from "@/settings/settings";
import { openOverlay } from "./overlay";
import { toggleTv } from "./useShortcuts";

export interface Action {
  id: string;
  text: string;
  key?: string;
  act: () => void;
}

const OTHER: Record<Language, Language> = { en: "zh", zh: "en" };

export function useActions(): Action[] {
  const { t, language } = useSpeech();
  const { tv } = useSearch();
  return [
    { id: "share", text: t("share"), act: () => copyAddress(t("share.done")) },
    { id: "tv", text: t(tv ? "tv.leave" : "tv"), key: "t", act: toggleTv },
    { id: "print", text: t("print"), act: () => print() },
    { id: "language", text: t("language.switch"), act: () => speak(OTHER[language]) },
    ...THEMES.map((theme) => ({
      id: `theme ${theme}`,
      text: `${t("settings.theme")}: ${t(`settings.theme.${theme}`)}`,
      act: () => changeSettings({ theme }),
    })),
    { id: "keys", text: t("keys"), key: "?", act: () => openOverlay("keys") },
  ];
}

/** Speaks the other language from now on; everything else in the address stays. */
export function switchLanguage(from: Language): void {
  speak(OTHER[from]);
}

export function copyAddress(done: string, address = location.href): void {
  void navigator.clipboard.writeText(address).then(() => tell(done));
}

/** Speaks a language from now on; everything else in the address stays. */
export function speak(language: Language): void {
  rememberLanguage(language);
  changeSearch({ lang: language }, { replace: true });
}
