/** The addresses of the pages, and how one is read: `/metrics/{metric}` takes what stands in its place. */

export type Params = Readonly<Record<string, string>>;

export const HOME = "/";
export const MOVED = "/moved";
export const TREE = "/tree";
export const METRIC = "/metrics/{metric}";
export const WHY = "/why/{metric}";
export const SCORECARD = "/scorecard";
export const HEALTH = "/health";
export const CHOOSE = "/choose";
export const GUARD = "/guard";
export const BUILD = "/build";
export const BUILD_METRIC = "/build/{metric}";
export const IMPORT = "/import";
export const UPLOAD = "/import/{upload}";
export const RECONCILE = "/reconcile";
export const SETTINGS = "/settings";

/** The address of a page with its blanks filled. */
export function pathTo(pattern: string, params: Params = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

/** What the address puts into the pattern's blanks; null when it is another page's. */
export function readPath(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== value) return null;
      continue;
    }
    const decoded = textOf(value);
    if (!decoded) return null;
    params[part.slice(1, -1)] = decoded;
  }
  return params;
}

/** A part of an address as text; empty when it cannot be read. */
function textOf(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
