/** Writes on a canvas in the board's type and inks. */

export interface Style {
  size: number;
  weight?: number;
}

export interface Line extends Style {
  x: number;
  y: number; // of its foot
  ink?: string; // a token
  colour?: string;
  align?: CanvasTextAlign;
}

export interface Pen {
  context: CanvasRenderingContext2D;
  /** A token's colour. */
  ink: (token: string) => string;
  /** The colour of a change, as the settings have it. */
  tone: (tone: string, direction: string) => string;
  /** Writes a line, and returns its width. */
  write: (text: string, line: Line) => number;
  measure: (text: string, style: Style) => number;
}

export function makePen(context: CanvasRenderingContext2D, family: string): Pen {
  const root = getComputedStyle(document.documentElement);
  const ink = (token: string): string => root.getPropertyValue(token).trim();
  const take = ({ size, weight = 400 }: Style): void => {
    context.font = `${weight} ${size}px ${family}`;
    context.fontKerning = "normal";
  };
  return {
    context,
    ink,
    tone: toneOf,
    measure: (text, style) => {
      take(style);
      return context.measureText(text).width;
    },
    write: (text, { x, y, align = "left", colour, ink: token = "--ink", ...style }) => {
      take(style);
      context.textAlign = align;
      context.textBaseline = "alphabetic";
      context.fillStyle = colour ?? ink(token);
      context.fillText(text, x, y);
      return context.measureText(text).width;
    },
  };
}

/** As an element of the page would have it: the style sheet knows the settings. */
function toneOf(tone: string, direction: string): string {
  const sample = document.createElement("span");
  sample.dataset.tone = tone;
  sample.dataset.direction = direction;
  document.body.append(sample);
  const colour = getComputedStyle(sample).getPropertyValue("--tone").trim();
  sample.remove();
  return colour;
}

/** The text in lines no wider than the room; the last one is cut with an ellipsis. */
export function breakLines(pen: Pen, text: string, style: Style, room: number, most: number): string[] {
  // English breaks between words, Chinese between any two letters.
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  pieces.forEach((piece) => {
    if (line && pen.measure(line + piece, style) > room && lines.length < most - 1) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  });
  return [...lines, fitLine(pen, line.trimEnd(), style, room)];
}

/** The text, cut with an ellipsis where it is wider than the room. */
export function fitLine(pen: Pen, text: string, style: Style, room: number): string {
  if (pen.measure(text, style) <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && pen.measure(`${letters.join("")}…`, style) > room) letters.pop();
  return letters.length > 0 ? `${letters.join("")}…` : "";
}
