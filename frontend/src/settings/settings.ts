/** What a person prefers on this machine, and who they are. Kept in the browser, not in the URL. */
import { useSyncExternalStore } from "react";
import { NUMBER_STYLES, type NumberStyle } from "@/format/number";

export type Theme = "light" | "dark" | "system";
export type DirectionColours = "judged" | "red-up";

export interface Settings {
  theme: Theme;
  direction: DirectionColours;
  numbers: NumberStyle;
  person: string | null; // an id of the project: named as author of what is written here
}

export const THEMES: readonly Theme[] = ["light", "dark", "system"];
export const DIRECTIONS: readonly DirectionColours[] = ["judged", "red-up"];

const KEY = "beichen.settings";
const DEFAULTS: Settings = { theme: "system", direction: "judged", numbers: "language", person: null };
const listeners = new Set<() => void>();
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const onPaper = matchMedia("print");
let current = read();

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current);
}

export function changeSettings(change: Partial<Settings>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...current, ...change }));
  takeOver();
}

/** Back to what the board does where nothing was chosen. */
export function resetSettings(): void {
  localStorage.removeItem(KEY);
  takeOver();
}

/** Puts the settings on the document, where the tokens read them. */
export function applySettings(): void {
  const root = document.documentElement;
  root.dataset.theme = themeInForce(current.theme);
  root.dataset.direction = current.direction;
}

/** The theme that is seen: what the system says where it was asked to, and on paper always light. */
export function useThemeInForce(): "light" | "dark" {
  const { theme } = useSettings();
  return useSyncExternalStore(subscribe, () => themeInForce(theme));
}

function themeInForce(theme: Theme): "light" | "dark" {
  if (onPaper.matches) return "light";
  if (theme === "system") return prefersDark.matches ? "dark" : "light";
  return theme;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Takes what is kept in the browser over, and tells everybody. */
function takeOver(): void {
  current = read();
  applySettings();
  listeners.forEach((tell) => tell());
}

function read(): Settings {
  const kept = keptSettings();
  return {
    theme: oneOf(THEMES, kept.theme) ?? DEFAULTS.theme,
    direction: oneOf(DIRECTIONS, kept.direction) ?? DEFAULTS.direction,
    numbers: oneOf(NUMBER_STYLES, kept.numbers) ?? DEFAULTS.numbers,
    person: typeof kept.person === "string" ? kept.person : DEFAULTS.person,
  };
}

function keptSettings(): Partial<Record<keyof Settings, unknown>> {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {}) as Partial<Record<keyof Settings, unknown>>;
  } catch {
    return {};
  }
}

function oneOf<Value extends string>(known: readonly Value[], value: unknown): Value | undefined {
  return known.find((each) => each === value);
}

prefersDark.addEventListener("change", takeOver);
onPaper.addEventListener("change", takeOver);
// Another window of the same browser.
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) takeOver();
});
