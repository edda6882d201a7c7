/** Which pieces of a text are comments, quoted texts, numbers or words of the language; enough to read by. */

export type CodeLanguage = "sql" | "yaml";
export type CodeKind = "comment" | "text" | "number" | "word";

export interface Piece {
  text: string;
  kind: CodeKind | null;
}

// In the order in which they are tried at each place.
const KINDS: Record<CodeLanguage, readonly [CodeKind, RegExp][]> = {
  sql: [
    ["comment", /--[^\n]*/y],
    ["text", /'(?:[^']|'')*'/y],
    ["number", /\b\d+(?:\.\d+)?\b/y],
    ["word", wordsOf()],
  ],
  yaml: [
    ["comment", /(?<=^|\s)#[^\n]*/my],
    ["text", /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y],
    ["word", /[\w-]+(?=:(?:\s|$))/my],
    ["number", /(?<=[\s[,{]|^)\d+(?:\.\d+)?%?(?=[\s,\]}]|$)/my],
  ],
};

function wordsOf(): RegExp {
  const words =
    "select|distinct|from|where|group|by|order|having|with|as|and|or|not|in|is|null|case|when|then|else|end|join|left|inner|on|using|union|all|over|partition|filter|cast|between|interval|limit|desc|asc|true|false|count|sum|avg|min|max|date";
  return new RegExp(`\\b(?:${words})\\b`, "iy");
}

export function piecesOf(code: string, language: CodeLanguage): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  let place = 0;
  const flush = (): void => {
    if (plain) pieces.push({ text: plain, kind: null });
    plain = "";
  };
  while (place < code.length) {
    const found = pieceAt(code, place, language);
    if (found) {
      flush();
      pieces.push(found);
      place += found.text.length;
    } else {
      plain += code[place];
      place += 1;
    }
  }
  flush();
  return pieces;
}

function pieceAt(code: string, place: number, language: CodeLanguage): Piece | null {
  for (const [kind, pattern] of KINDS[language]) {
    pattern.lastIndex = place;
    const text = pattern.exec(code)?.[0];
    if (text) return { text, kind };
  }
  return null;
}
