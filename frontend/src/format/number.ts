/**
 * One number, five formats: axis, big, table, tooltip, exact.
 *
 * A share is 0–1 and shown as a percentage, its change in percentage points;
 * large numbers are shortened with 万/亿 in Chinese and K/M/B in English, unless
 * a person prefers K/M/B in both, or every digit.
 */
import type { Change } from "@/api/types";
import type { Language } from "@/i18n";

export type Unit = string | null;

/** How large numbers are written: as the language does, with K/M/B in every language, or with every digit. */
export type NumberStyle = "language" | "latin" | "full";
export const NUMBER_STYLES: readonly NumberStyle[] = ["language", "latin", "full"];

export interface NumberFormats {
  axis: (value: number, unit: Unit) => string;
  big: (value: number, unit: Unit) => string;
  table: (value: number, unit: Unit) => string;
  tooltip: (value: number, unit: Unit) => string;
  exact: (value: number) => string;
  /** A distance with its sign, in the unit: +1,234, −0.32 pp. */
  signed: (amount: number, unit: Unit) => string;
  /** The size of a change without its sign, as a card shows it beside an arrow: 1.2%, 0.32 pp. */
  changeSize: (change: Change, unit: Unit) => string;
  /** A part of a whole: 77%. */
  part: (share: number) => string;
}

// Numbers as in the United States (1.2M, not 1.2m); days are written the British way.
const LOCALES: Record<Language, string> = { en: "en-US", zh: "zh-CN" };
const SHORTENED_FROM = 100_000;
const MINUS = "−";
const CURRENCY = /^[A-Z]{3}$/;

const made = new Map<string, NumberFormats>();

export function numberFormats(language: Language, style: NumberStyle = "language"): NumberFormats {
  const key = `${language} ${style}`;
  const known = made.get(key) ?? makeFormats(LOCALES[language], style);
  made.set(key, known);
  return known;
}

export function isShare(unit: Unit): boolean {
  return unit === "share";
}

function makeFormats(locale: string, style: NumberStyle): NumberFormats {
  // Only the short signs differ: 1.3M where the language would write 128.4万.
  const written = (value: number, options: Intl.NumberFormatOptions): string =>
    minus(intl(options.notation && style === "latin" ? LOCALES.en : locale, options).format(value));
  const big = (value: number, unit: Unit): string => written(value, bigOptions(value, unit, style));
  const tooltip = (value: number, unit: Unit): string => minus(intl(locale, fullOptions(value, unit)).format(value));
  const points = (amount: number): string =>
    `${intl(locale, digits(2, amount < 0.001 ? 3 : 2)).format(amount * 100)} pp`;
  const plain = (value: number): string =>
    intl(locale, value < 1 ? { maximumSignificantDigits: 2 } : digits(0, value < 10 ? 1 : 0)).format(value);

  return {
    big,
    table: big,
    tooltip,
    axis: (value, unit) => written(value, axisOptions(value, unit, style)),
    exact: (value) => String(value),
    signed: (amount, unit) => {
      if (isShare(unit)) return sign(amount) + points(Math.abs(amount));
      const size = Math.abs(amount);
      return sign(amount) + (size < SHORTENED_FROM && !isMoney(unit) ? plain(size) : big(size, unit));
    },
    changeSize: (change, unit) => {
      const amount = Math.abs(change.amount ?? 0);
      if (isShare(unit)) return amount < 0.00005 ? "<0.01 pp" : points(amount);
      if (change.relative === null) return big(amount, unit);
      const relative = Math.abs(change.relative);
      return relative < 0.0005 ? "<0.1%" : intl(locale, { style: "percent", ...digits(1, 1) }).format(relative);
    },
    part: (share) =>
      minus(intl(locale, { style: "percent", ...digits(0, Math.abs(share) < 0.1 ? 1 : 0) }).format(share)),
  };
}

function bigOptions(value: number, unit: Unit, style: NumberStyle): Intl.NumberFormatOptions {
  if (isShare(unit)) return { style: "percent", ...shareDigits(value) };
  const money = moneyOptions(unit);
  const size = Math.abs(value);
  if (size >= SHORTENED_FROM && style !== "full")
    return { ...money, notation: "compact", ...digits(size >= 1e7 ? 0 : 1, 1) };
  return { ...money, ...plainDigits(value, money) };
}

function fullOptions(value: number, unit: Unit): Intl.NumberFormatOptions {
  if (isShare(unit)) return { style: "percent", ...digits(2, 2) };
  const money = moneyOptions(unit);
  return { ...money, ...plainDigits(value, money) };
}

function axisOptions(value: number, unit: Unit, style: NumberStyle): Intl.NumberFormatOptions {
  if (isShare(unit)) return { style: "percent", ...digits(0, Math.abs(value) < 0.1 ? 2 : 1) };
  return {
    ...moneyOptions(unit),
    ...(Math.abs(value) >= 10_000 && style !== "full" ? { notation: "compact" as const } : {}),
    ...digits(0, 1),
  };
}

function moneyOptions(unit: Unit): Intl.NumberFormatOptions {
  return isMoney(unit) ? { style: "currency", currency: unit ?? "", currencyDisplay: "narrowSymbol" } : {};
}

function isMoney(unit: Unit): boolean {
  return unit !== null && CURRENCY.test(unit);
}

function plainDigits(value: number, money: Intl.NumberFormatOptions): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 1000) return digits(0, 0);
  return money.style ? digits(2, 2) : digits(size < 100 ? 1 : 0, size < 1 ? 3 : size < 10 ? 2 : 1);
}

// Near 0% and 100% one decimal says too little: 99.62%, 0.74%.
function shareDigits(value: number): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  const near = (size > 0 && size < 0.01) || (size > 0.995 && size < 1);
  return near ? digits(2, 2) : digits(1, 1);
}

function digits(least: number, most: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: least, maximumFractionDigits: Math.max(least, most) };
}

function sign(value: number): string {
  if (value > 0) return "+";
  return value < 0 ? MINUS : "";
}

function minus(text: string): string {
  return text.replace("-", MINUS);
}

const formatters = new Map<string, Intl.NumberFormat>();

function intl(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, known);
  return known;
}
