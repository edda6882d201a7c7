/** What a person prefers on this machine: theme and the colours of direction. Kept in the browser, not in the URL. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";
export type DirectionColours = "judged" | "red-up";

export interface Settings {
  theme: Theme;
  direction: DirectionColours;
}

const KEY = "beichen.settings";
const DEFAULTS: Settings = { theme: "system", direction: "judged" };
const listeners = new Set<() => void>();
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let current = read();

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current);
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  applySettings();
  listeners.forEach((tell) => tell());
}

/** Puts the settings on the document, where the tokens read them. */
export function applySettings(): void {
  const root = document.documentElement;
  root.dataset.theme = themeInForce(current.theme);
  root.dataset.direction = current.direction;
}

/** The theme that is seen: what the system says where it was asked to. */
export function useThemeInForce(): "light" | "dark" {
  const { theme } = useSettings();
  return useSyncExternalStore(subscribe, () => themeInForce(theme));
}

function themeInForce(theme: Theme): "light" | "dark" {
  if (theme === "system") return prefersDark.matches ? "dark" : "light";
  return theme;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function read(): Settings {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return DEFAULTS;
  }
}

prefersDark.addEventListener("change", () => {
  applySettings();
  listeners.forEach((tell) => tell());
});
