/** Lines of cells as text for a spreadsheet: numbers exact, and no text that it would take for a formula. */

export type Cell = string | number | null;

/** Comma-separated, with a mark by which Excel knows that it is UTF-8. */
export function asCsv(lines: readonly (readonly Cell[])[]): string {
  return `\uFEFF${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** Tab-separated, as spreadsheets take it from the clipboard. */
export function asTabs(lines: readonly (readonly Cell[])[]): string {
  return lines.map((line) => line.map((cell) => plain(cell).replace(/[\t\r\n]/g, " ")).join("\t")).join("\n");
}

export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser has to begin reading it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function quoted(cell: Cell): string {
  const text = plain(cell);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** A text that a spreadsheet would take for a formula is made a text again. */
function plain(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
