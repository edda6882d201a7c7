/** Where the change happened: the segments of one dimension at a time, and what the columns mean. */
import type { SegmentRow, WhyDimension, WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { Reach } from "./Reach";
import { texts } from "./texts";
import styles from "./table.module.css";
import own from "./SegmentsCard.module.css";

export function SegmentsCard({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const { dim } = useSearch();
  const { dimensions } = why;
  const shown = dimensions.find((one) => one.dimension === dim) ?? dimensions[0];
  if (!shown) {
    if (why.told === "partial" || why.told.startsWith("nothing")) return null;
    return (
      <Card title={told("why.segments")} name="segments">
        <p className={own.quiet}>{told("why.segments.none")}</p>
      </Card>
    );
  }
  return (
    <Card title={told("why.segments")} note={say(shown.label)} name="segments">
      {dimensions.length > 1 && (
        <div className={`${own.choice} no-print`} role="group" aria-label={told("why.segments.by")}>
          {dimensions.map((one) => (
            <button
              key={one.dimension}
              type="button"
              className={controls.button}
              aria-pressed={one === shown}
              onClick={() => changeSearch({ dim: one.dimension }, { replace: true })}
            >
              {say(one.label)}
            </button>
          ))}
        </div>
      )}
      <Segments dimension={shown} />
    </Card>
  );
}

function Segments({ dimension }: { dimension: WhyDimension }) {
  const told = useTexts(texts);
  const { rows } = dimension;
  if (!dimension.adds_up) return <p className={own.quiet}>{told("why.segments.apart")}</p>;
  if (rows.length === 0) return <p className={own.quiet}>{told("why.segments.quiet")}</p>;
  const rated = rows.some((row) => row.within !== null);
  const terms = (["excess", ...(rated ? (["within", "mix"] as const) : [])] as const).map((word) => ({
    word: told(`why.${word}`),
    means: told(`why.${word}.words`),
  }));
  const columns = [told("why.before"), told("why.after")];
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{told("why.segment")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`${styles.number} ${styles.wide}`}>
                {column}
              </th>
            ))}
            <th scope="col" className={styles.number} colSpan={2}>
              {told("why.contribution")}
            </th>
            {terms.map(({ word }, index) => (
              <th key={word} scope="col" className={`${styles.number} ${index > 0 ? styles.wide : ""}`}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.value ?? ""} row={row} rated={rated} />
          ))}
        </tbody>
      </table>
      {dimension.left_out > 0 && (
        <p className={styles.foot}>{told("why.segments.left", { count: dimension.left_out })}</p>
      )}
      <dl className={own.terms}>
        {terms.map(({ word, means }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Row({ row, rated }: { row: SegmentRow; rated: boolean }) {
  const { t } = useSpeech();
  const numbers = useNumbers();
  const ends = [row.before, row.after].map((value) => (value === null ? "–" : numbers.table(value, row.unit)));
  const signed = (amount: number | null): string => (amount === null ? "" : numbers.signed(amount, row.unit) || "0");
  return (
    <tr data-segment={row.value ?? ""}>
      <th scope="row">
        {row.value ?? t("panel.segments.null")}
        <small className={`${styles.narrow} number`}>{ends.join(" → ")}</small>
      </th>
      {ends.map((end, index) => (
        <td key={index} className={`${styles.number} ${styles.wide} number`}>
          {end}
        </td>
      ))}
      <td className={styles.bar}>
        <Reach reach={row.reach} amount={row.contribution} tone={row.tone} />
      </td>
      <td className={`${styles.number} number`}>{signed(row.contribution)}</td>
      <td className={`${styles.number} number`}>{signed(row.excess)}</td>
      {rated && <td className={`${styles.number} ${styles.wide} number`}>{signed(row.within)}</td>}
      {rated && <td className={`${styles.number} ${styles.wide} number`}>{signed(row.mix)}</td>}
    </tr>
  );
}
