/** Draws a card on a canvas with the tokens in force: an image for a chat or a slide. */
import { drawTrend } from "./drawTrend";
import type { Lines } from "./linesOf";
import { breakLines, fitLine, makePen, type Pen } from "./pen";
import type { SharedCard } from "./shared";

export const WIDTH = 720;
export const HEIGHT = 420;
const DENSITY = 2;
const PAD = 36;
const WEIGHTS = [400, 560, 660];

/** Waits for the letters that the texts need, then draws; `wanted` false gives up. */
export async function drawCard(
  canvas: HTMLCanvasElement,
  card: SharedCard,
  lines: Lines,
  wanted: () => boolean,
): Promise<void> {
  const text = Object.values(lines).join("");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--font");
  // Chinese letters come in a hundred files: only asking for these very letters fetches theirs.
  await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 16px ${family}`, text)));
  if (!wanted()) return;
  canvas.width = WIDTH * DENSITY;
  canvas.height = HEIGHT * DENSITY;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(DENSITY, DENSITY);
  const pen = makePen(context, family);
  drawGround(pen);
  const below = drawHead(pen, card, lines);
  drawTrend(pen, { left: PAD, right: WIDTH - PAD, top: below, bottom: HEIGHT - 76 }, card, lines.target);
  drawFoot(pen, lines);
}

function drawGround({ context, ink }: Pen): void {
  context.fillStyle = ink("--surface");
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = ink("--star");
  context.fillRect(0, 0, 6, HEIGHT);
}

/** Project, period, name, number, change; returns where they end. */
function drawHead(pen: Pen, card: SharedCard, lines: Lines): number {
  const room = WIDTH - 2 * PAD;
  pen.write(lines.project, { x: PAD, y: 44, size: 14, weight: 560, ink: "--ink-2" });
  pen.write(lines.period, { x: WIDTH - PAD, y: 44, size: 14, ink: "--ink-3", align: "right" });
  const names = breakLines(pen, lines.label, { size: 22, weight: 660 }, room, 2);
  names.forEach((name, index) => pen.write(name, { x: PAD, y: 84 + index * 29, size: 22, weight: 660 }));
  const level = 84 + (names.length - 1) * 29 + 68;
  const reach = pen.write(lines.value, { x: PAD, y: level, size: 62, weight: 660 });
  const end = drawChange(pen, card, lines.change, PAD + reach + 22, level);
  pen.write(fitLine(pen, lines.versus, { size: 15 }, WIDTH - PAD - end - 12), {
    x: end + 12,
    y: level,
    size: 15,
    ink: "--ink-3",
  });
  return level + 26;
}

function drawChange(pen: Pen, card: SharedCard, text: string, x: number, y: number): number {
  const { direction, tone } = card.change;
  if (direction !== "up" && direction !== "down") return x + pen.write(text, { x, y, size: 18, ink: "--ink-3" });
  const colour = pen.tone(tone, direction);
  const { context } = pen;
  context.fillStyle = colour;
  context.beginPath();
  const [foot, tip] = direction === "up" ? [y - 1, y - 14] : [y - 14, y - 1];
  context.moveTo(x, foot);
  context.lineTo(x + 14, foot);
  context.lineTo(x + 7, tip);
  context.fill();
  return x + 20 + pen.write(text, { x: x + 20, y, size: 24, weight: 660, colour });
}

function drawFoot(pen: Pen, lines: Lines): void {
  const { context, ink } = pen;
  context.strokeStyle = ink("--line");
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(PAD, HEIGHT - 60.5);
  context.lineTo(WIDTH - PAD, HEIGHT - 60.5);
  context.stroke();
  const room = WIDTH - 2 * PAD;
  pen.write(fitLine(pen, lines.definition, { size: 12 }, room), { x: PAD, y: HEIGHT - 40, size: 12, ink: "--ink-2" });
  pen.write(lines.fresh, { x: PAD, y: HEIGHT - 20, size: 12, ink: "--ink-3" });
  pen.write("北辰 Beichen", { x: WIDTH - PAD, y: HEIGHT - 20, size: 12, weight: 560, ink: "--ink-3", align: "right" });
}
