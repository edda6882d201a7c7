// Stands in for d3-interpolate, of which only transitions make use: see noTransitions.js.
export function interpolate() {
  return null;
}
export const interpolateZoom = interpolate;
