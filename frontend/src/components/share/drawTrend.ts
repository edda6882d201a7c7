/** The trend of an image: its line, the dashed one before it, the target, the last point. */
import type { Pen } from "./pen";
import type { SharedCard, SharedPoint } from "./shared";

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function drawTrend(pen: Pen, box: Box, card: SharedCard, targetText: string): void {
  const points = card.points.filter((point) => point.complete !== false);
  const known = points.flatMap((point) => [point.value, point.before ?? null]).filter((value) => value !== null);
  if (points.length < 2 || known.length < 2) return;
  const target = card.target ?? null;
  const place = scale(box, target === null ? known : [...known, target], points.length);
  const { context, ink } = pen;
  context.lineJoin = "round";
  if (target !== null) {
    stroke(pen, "--target", 1.2, []);
    context.beginPath();
    context.moveTo(box.left, place.y(target));
    context.lineTo(box.right, place.y(target));
    context.stroke();
    pen.write(targetText, { x: box.left, y: place.y(target) - 5, size: 11, ink: "--ink-2" });
  }
  stroke(pen, "--mute", 1.2, [4, 4]);
  drawLine(
    context,
    points.map((point) => point.before ?? null),
    place,
  );
  stroke(pen, "--accent", 2.4, []);
  drawLine(
    context,
    points.map((point) => point.value),
    place,
  );
  const last = points.findLastIndex((point: SharedPoint) => point.value !== null);
  const value = points[last]?.value;
  if (value === null || value === undefined) return;
  context.fillStyle = ink("--accent");
  context.beginPath();
  context.arc(place.x(last), place.y(value), 4.5, 0, 2 * Math.PI);
  context.fill();
}

interface Place {
  x: (index: number) => number;
  y: (value: number) => number;
}

function scale({ left, right, top, bottom }: Box, values: number[], count: number): Place {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return {
    x: (index) => left + (index / (count - 1)) * (right - 6 - left),
    y: (value) => bottom - 6 - ((value - low) / span) * (bottom - top - 22),
  };
}

function stroke({ context, ink }: Pen, token: string, width: number, dash: number[]): void {
  context.strokeStyle = ink(token);
  context.lineWidth = width;
  context.setLineDash(dash);
}

/** Not across what is not known. */
function drawLine(context: CanvasRenderingContext2D, values: (number | null)[], place: Place): void {
  context.beginPath();
  let drawn = false;
  values.forEach((value, index) => {
    if (value !== null) context[drawn ? "lineTo" : "moveTo"](place.x(index), place.y(value));
    drawn = value !== null;
  });
  context.stroke();
}
