/** Picked values as the address and the API write them: `dimension:value`. */

/** Stands for the rows that have no value. */
export const NULL = "∅";

export function splitPick(pick: string): [dimension: string, value: string] {
  const colon = pick.indexOf(":");
  return [pick.slice(0, colon), pick.slice(colon + 1)];
}

export function writePick(dimension: string, value: string | null): string {
  return `${dimension}:${value ?? NULL}`;
}
