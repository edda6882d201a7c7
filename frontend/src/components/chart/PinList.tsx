/** What happened, letter by letter as on the chart; pointing at a line shows its period there. */
import { useSpeech } from "@/i18n";
import { shortDay } from "@/format/day";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import type { Pin } from "./trend";
import styles from "./PinList.module.css";

export function PinList({ pins, onPoint }: { pins: readonly Pin[]; onPoint: (place: number | null) => void }) {
  const { say, language } = useSpeech();
  const told = useTexts(texts);
  if (pins.length === 0) return null;
  const leave = (): void => onPoint(null);
  return (
    <ol className={styles.pins} aria-label={told("chart.marks")}>
      {pins.flatMap(({ letter, place, marks }) =>
        marks.map((mark) => (
          <li key={`${letter} ${mark.kind} ${mark.on} ${mark.text.en}`}>
            <button
              type="button"
              onPointerEnter={() => onPoint(place)}
              onPointerLeave={leave}
              onFocus={() => onPoint(place)}
              onBlur={leave}
            >
              <b>{letter}</b>
              <span>
                {say(mark.text)}
                <small>
                  {[told(`chart.marks.${mark.kind}`), shortDay(mark.on, language), mark.author]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              </span>
            </button>
          </li>
        )),
      )}
    </ol>
  );
}
