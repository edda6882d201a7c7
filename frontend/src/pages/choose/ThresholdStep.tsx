/** Step 2: how often within how many days a behaviour foretells later value best, as metrics ready to be saved. */
import type { ChoosePage, ThresholdPart } from "@/api/types";
import { Card } from "@/components/Card";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { Interval } from "./Interval";
import { multiple } from "./scores";
import { texts } from "./texts";
import { ThresholdCard } from "./ThresholdCard";
import { useThresholdName } from "./useThresholdName";
import styles from "./table.module.css";
import pageStyles from "./ChoosePage.module.css";

export function ThresholdStep({ page: { thresholds } }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { choice } = useSearch();
  const shown = thresholds.find(({ name }) => name === choice) ?? thresholds[0];
  const until = Math.max(1, ...thresholds.map(({ high }) => high));
  return (
    <>
      <Card title={told("choose.thresholds")} note={told("choose.thresholds.note")} name="thresholds">
        {thresholds.length === 0 ? (
          <p className={pageStyles.text}>{told("choose.thresholds.none")}</p>
        ) : (
          <table className={`${styles.table} ${styles.choosing}`}>
            <thead>
              <tr>
                <th scope="col">{told("choose.threshold")}</th>
                <th scope="col">{told("choose.lift")}</th>
                <th scope="col" className={`${styles.number} ${styles.wideOnly}`}>
                  {told("choose.others")}
                </th>
                <th scope="col" className={styles.number}>
                  {told("choose.reached")}
                </th>
                <th scope="col" className={`${styles.number} ${styles.wideOnly}`}>
                  {told("choose.tells")}
                </th>
              </tr>
            </thead>
            <tbody>
              {thresholds.map((each) => (
                <Row key={each.name} threshold={each} chosen={each === shown} until={until} />
              ))}
            </tbody>
          </table>
        )}
        <p className={pageStyles.quiet}>{told("choose.thresholds.help")}</p>
      </Card>
      {shown && <ThresholdCard key={shown.name} threshold={shown} />}
    </>
  );
}

interface RowProps {
  threshold: ThresholdPart;
  chosen: boolean;
  until: number; // of the scale of lifts
}

function Row({ threshold, chosen, until }: RowProps) {
  const numbers = useNumbers();
  const nameOf = useThresholdName();
  const { lift, low, high, others, reached, told } = threshold;
  return (
    <tr data-threshold={threshold.name} data-chosen={chosen}>
      <th scope="row">
        <button
          type="button"
          className={styles.pick}
          aria-pressed={chosen}
          onClick={() => changeSearch({ choice: threshold.name }, { replace: true })}
        >
          {nameOf(threshold)}
        </button>
      </th>
      <td className={styles.picture}>
        {multiple(lift)}{" "}
        <small>
          ({multiple(low)}–{multiple(high)})
        </small>
        <Interval value={lift} low={low} high={high} from={0} until={until} mark={1} />
      </td>
      <td className={`${styles.number} ${styles.wideOnly}`}>{multiple(others)}</td>
      <td className={styles.number}>{numbers.part(reached)}</td>
      <td className={`${styles.number} ${styles.wideOnly}`}>{numbers.part(told)}</td>
    </tr>
  );
}
