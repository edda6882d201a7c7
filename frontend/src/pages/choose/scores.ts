/** How scores, shares of a score and multiples are written. */
import type { CandidatePart, Told } from "@/api/types";

const MINUS = "−";

type Score = CandidatePart["score"];

/** A score of 0–100 with its interval: 64 (53–68). */
export function scoreText(score: Score): string {
  if (score.value === null) return "–";
  return `${whole(score.value)} (${whole(score.low)}–${whole(score.high)})`;
}

/** A part of a score, 0–1, in hundredths, as the score is. */
export function partText({ value }: Told): string {
  return whole(100 * value);
}

export function partRange({ low, high }: Told): string {
  return `${whole(100 * low)}–${whole(100 * high)}`;
}

export function multiple(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)}×`;
}

/** A link or a correlation: −0.18. */
export function linkText(value: number | null): string {
  return value === null ? "–" : written(value.toFixed(2));
}

export function whole(value: number): string {
  return written(value.toFixed(0));
}

/** A true minus; none before a zero. */
function written(text: string): string {
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", MINUS);
}
