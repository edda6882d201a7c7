/** A strength between −1 and 1, with two decimals and its sign. */
export function strengthText(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
