/** The shape of the latest values. Only shape: the numbers stand beside it. */
import styles from "./Sparkline.module.css";

const WIDTH = 100;
const HEIGHT = 30;
const PAD = 3;

export interface SparklineProps {
  values: (number | null)[];
  target?: number | null;
}

export function Sparkline({ values, target = null }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <span className={styles.spark} />;
  const place = scale(known, target, values.length);
  const pieces = unbroken(values);
  const last = values.length - 1;
  const end = values[last];
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {target !== null && (
        <line className={styles.target} x1="0" x2={WIDTH} y1={place.y(target)} y2={place.y(target)} />
      )}
      {pieces.map((piece) => (
        <path key={piece[0]?.index} className={styles.line} d={path(piece, place)} />
      ))}
      {end !== null && end !== undefined && (
        <path className={styles.end} d={`M${place.x(last)} ${place.y(end)}h0.01`} />
      )}
    </svg>
  );
}

interface Point {
  index: number;
  value: number;
}

interface Scale {
  x: (index: number) => number;
  y: (value: number) => number;
}

function scale(known: number[], target: number | null, count: number): Scale {
  const all = target === null ? known : [...known, target];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  return {
    x: (index) => PAD + (index / (count - 1)) * (WIDTH - 2 * PAD),
    y: (value) => HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD),
  };
}

/** Runs of values without a gap: a line is not drawn across nothing. */
function unbroken(values: (number | null)[]): Point[][] {
  const pieces: Point[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push({ index, value });
  });
  return pieces.filter((piece) => piece.length > 0);
}

function path(piece: Point[], place: Scale): string {
  return piece
    .map(({ index, value }, step) => `${step ? "L" : "M"}${place.x(index).toFixed(1)} ${place.y(value).toFixed(1)}`)
    .join("");
}
