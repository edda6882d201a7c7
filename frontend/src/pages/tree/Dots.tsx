/** The dotted ground of the canvas, which moves and grows with it. */
import { useStore } from "@xyflow/react";
import styles from "./TreeCanvas.module.css";

const GAP = 22;

export function Dots() {
  const x = useStore((state) => state.transform[0]);
  const y = useStore((state) => state.transform[1]);
  const zoom = useStore((state) => state.transform[2]);
  const size = GAP * (zoom < 0.5 ? 2 * zoom : zoom);
  return (
    <div
      className={styles.dots}
      style={{ backgroundSize: `${size}px ${size}px`, backgroundPosition: `${x}px ${y}px` }}
    />
  );
}
