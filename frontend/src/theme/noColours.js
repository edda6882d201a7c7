// Stands in for d3-color, 10 KB that React Flow brings along: d3-transition can blend colours, and nothing here asks it to.
export function color() {
  return null;
}
export const rgb = color;
export const hsl = color;
export const lab = color;
export const hcl = color;
export const cubehelix = color;
