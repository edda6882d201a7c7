/** A value with its interval on a scale that rows share. Only the picture: the numbers stand beside it. */
import styles from "./Interval.module.css";

export interface IntervalProps {
  value: number;
  low: number;
  high: number;
  from: number; // of the scale
  until: number;
  mark?: number; // such as everyone's
  sure?: boolean; // that chance does not account for it
}

export function Interval({ value, low, high, from, until, mark, sure = true }: IntervalProps) {
  const place = (at: number): number => (100 * (Math.min(until, Math.max(from, at)) - from)) / (until - from || 1);
  return (
    <svg className={styles.interval} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line className={styles.track} x1="0" x2="100" y1="6" y2="6" />
      {mark !== undefined && <line className={styles.mark} x1={place(mark)} x2={place(mark)} y1="0" y2="12" />}
      <rect className={styles.band} x={place(low)} width={Math.max(0.8, place(high) - place(low))} y="3" height="6" />
      <path className={styles.value} data-sure={sure} d={`M${place(value)} 6h0.01`} />
    </svg>
  );
}
