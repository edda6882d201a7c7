/** The segments that carried the change, largest first. */
import type { SegmentRow } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import styles from "./Segments.module.css";

export function Segments({ segments, metric }: { segments: SegmentRow[]; metric: string }) {
  const { t, say } = useSpeech();
  const numbers = useNumbers();
  return (
    <ul className={styles.segments}>
      {segments.map((segment) => {
        const excess =
          segment.excess === null
            ? undefined
            : t("panel.segments.excess", { amount: numbers.signed(segment.excess, segment.unit) });
        return (
          <li
            key={`${segment.metric} ${segment.dimension} ${segment.value}`}
            data-tone={segment.tone}
            data-direction={segment.contribution > 0 ? "up" : "down"}
            title={excess}
          >
            <span className={styles.name}>
              <small>{segment.dimension}</small> {segment.value ?? t("panel.segments.null")}
              {segment.metric !== metric && <small> · {say(segment.label)}</small>}
            </span>
            <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.max(1, segment.reach * 100)} height="10" />
            </svg>
            <span className={`${styles.number} number`}>{numbers.signed(segment.contribution, segment.unit)}</span>
          </li>
        );
      })}
    </ul>
  );
}
