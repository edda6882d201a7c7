/** Tokens as rgb, for a canvas library that cannot parse oklch: the browser itself converts them. */

let context: CanvasRenderingContext2D | null = null;

export function tokenAsRgb(name: string): string {
  context ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  if (!context) return value;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${red},${green},${blue},${(alpha ?? 255) / 255})`;
}
