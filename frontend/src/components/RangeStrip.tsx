/** A range as a band, and where a value lies on it. Only the picture: the numbers stand beside it. */
import styles from "./RangeStrip.module.css";

export interface RangeStripProps {
  low: number;
  high: number;
  value: number;
  mark?: number | null; // such as a target
  outside?: boolean;
}

const MARGIN = 0.18; // of the whole width, left free at both ends

export function RangeStrip({ low, high, value, mark = null, outside = false }: RangeStripProps) {
  const place = scale([low, high, value, ...(mark === null ? [] : [mark])]);
  return (
    <svg className={styles.strip} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line className={styles.track} x1="0" x2="100" y1="6" y2="6" />
      <rect className={styles.band} x={place(low)} width={Math.max(0.8, place(high) - place(low))} y="2" height="8" />
      {mark !== null && <line className={styles.mark} x1={place(mark)} x2={place(mark)} y1="0" y2="12" />}
      <path className={styles.value} data-outside={outside} d={`M${place(value)} 6h0.01`} />
    </svg>
  );
}

function scale(all: number[]): (value: number) => number {
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const width = 100 * (1 - 2 * MARGIN);
  return (value) => 100 * MARGIN + ((value - low) / span) * width;
}
