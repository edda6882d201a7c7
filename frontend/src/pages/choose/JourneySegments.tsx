/** The same journey by segment: who arrives, and which share gets on at each stage. */
import type { CSSProperties } from "react";
import type { JourneyPart, JourneySegmentPart } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { texts } from "./texts";
import styles from "./table.module.css";

export function JourneySegments({ journey }: { journey: JourneyPart }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { dim } = useSearch();
  const dimensions = [...new Set(journey.segments.map(({ dimension }) => dimension))];
  const shown = dimensions.find((each) => each === dim) ?? dimensions[0];
  return (
    <Card
      title={told("choose.segments")}
      note={told("choose.segments.note")}
      name="segments"
      actions={
        <div className={`${controls.group} ${styles.actions}`} role="group" aria-label={told("choose.segments.by")}>
          {dimensions.map((each) => (
            <button
              key={each}
              type="button"
              className={controls.button}
              aria-pressed={each === shown}
              onClick={() => changeSearch({ dim: each })}
            >
              {each}
            </button>
          ))}
        </div>
      }
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls on a phone */}
      <div className={styles.frame} tabIndex={0} role="region" aria-label={told("choose.segments")}>
        <table className={`${styles.table} ${styles.even}`}>
          <thead>
            <tr>
              <th scope="col">{shown}</th>
              {journey.stages.map(({ name, label }) => (
                <th key={name} scope="col" className={styles.number}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {journey.segments
              .filter(({ dimension }) => dimension === shown)
              .map((segment) => (
                <Row key={segment.value ?? "∅"} segment={segment} />
              ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ segment }: { segment: JourneySegmentPart }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  return (
    <tr>
      <th scope="row">{segment.value ?? told("choose.segments.none")}</th>
      {segment.stages.map(({ reached, conversion }, index) => (
        // eslint-disable-next-line react/no-array-index-key -- stages never change places
        <td key={index} className={styles.number}>
          {index === 0 ? numbers.table(reached, null) : conversion === null ? "–" : numbers.part(conversion)}
          {conversion !== null && (
            <span className={styles.bar} style={{ "--size": conversion } as CSSProperties} aria-hidden="true" />
          )}
        </td>
      ))}
    </tr>
  );
}
