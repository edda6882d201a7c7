/** Which way a contribution goes, as the colours of direction ask for it. */
export function directionOf(amount: number | null | undefined): "up" | "down" | "flat" {
  if (!amount) return "flat";
  return amount > 0 ? "up" : "down";
}
