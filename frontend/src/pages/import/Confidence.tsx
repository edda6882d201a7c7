/** How far a guess can be relied on: by shape first, then in words. */
import type { Confidence as Level } from "@/api/types";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Confidence.module.css";

export function Confidence({ confidence }: { confidence: Level }) {
  const own = useTexts(texts);
  return (
    <span className={styles.confidence} data-confidence={confidence}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" fill={confidence === "sure" ? "currentColor" : "none"} stroke="currentColor" />
        {confidence === "likely" && <path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor" />}
      </svg>
      {own(confidence)}
    </span>
  );
}
