/** An amount as a bar to the left or right of nothing. Only the picture: the number stands beside it. */
import type { BranchRow } from "@/api/types";
import styles from "./Reach.module.css";

export interface ReachProps {
  reach: number; // of the largest amount, 0–1
  amount: number;
  tone: BranchRow["tone"];
}

export function Reach({ reach, amount, tone }: ReachProps) {
  const width = reach * 50;
  return (
    <svg
      className={styles.reach}
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      aria-hidden="true"
      data-tone={tone}
      data-direction={amount > 0 ? "up" : "down"}
    >
      <rect x={amount < 0 ? 50 - width : 50} width={Math.max(width, amount === 0 ? 0 : 0.8)} y="4" height="8" />
      <line x1="50" x2="50" y1="0" y2="16" />
    </svg>
  );
}
