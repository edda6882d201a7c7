/** Two candidates beside one another: in which part is one surely ahead? */
import type { ChoosePage, Duel as Document, DuelRow, Told, Untold } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { isIncumbent, isTold, stands } from "../choosing";
import { Interval } from "../Interval";
import { partText, scoreText, whole } from "../scores";
import { texts } from "./texts";
import table from "../table.module.css";
import pageStyles from "../ChoosePage.module.css";
import styles from "./Duel.module.css";

export function Duel({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { a, b } = useSearch();
  const { duel } = page;
  return (
    <Card title={told("choose.duel")} note={told("choose.duel.note")} name="duel">
      <div className={`${styles.pair} no-print`}>
        <Chooser
          page={page}
          label={told("choose.duel.first")}
          value={a}
          onChoose={(name) => changeSearch({ a: name })}
        />
        <span aria-hidden="true">↔</span>
        <Chooser
          page={page}
          label={told("choose.duel.second")}
          value={b}
          onChoose={(name) => changeSearch({ b: name })}
        />
      </div>
      {duel && a && b ? <Beside page={page} duel={duel} /> : <Proposed page={page} />}
    </Card>
  );
}

/** Before a pair is chosen: the best beside today's North Star. */
function Proposed({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const best = page.candidates.find((each) => stands(each) && !isIncumbent(page, each));
  const star = page.candidates.find((each) => isIncumbent(page, each));
  return (
    <div className={pageStyles.deeds}>
      <p className={pageStyles.quiet}>{told("choose.duel.none")}</p>
      {best && star && (
        <button
          type="button"
          className={`${controls.button} no-print`}
          onClick={() => changeSearch({ a: best.name, b: star.name })}
        >
          {say(best.label)} ↔ {say(star.label)}
        </button>
      )}
    </div>
  );
}

interface ChooserProps {
  page: ChoosePage;
  label: string;
  value: string | undefined;
  onChoose: (name: string | undefined) => void;
}

function Chooser({ page, label, value, onChoose }: ChooserProps) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  // Of a behaviour and a metric of one name, the server puts the metric.
  const choices = new Map(
    page.candidates.toSorted((one, other) => one.kind.localeCompare(other.kind)).map((each) => [each.name, each]),
  );
  return (
    <select
      aria-label={label}
      value={value !== undefined && choices.has(value) ? value : ""}
      onChange={({ target }) => onChoose(target.value || undefined)}
    >
      <option value="">{told("choose.duel.choose")}</option>
      {page.candidates
        .filter((each) => choices.get(each.name) === each)
        .map((each) => (
          <option key={each.name} value={each.name}>
            {say(each.label)}
          </option>
        ))}
    </select>
  );
}

function Beside({ page, duel }: { page: ChoosePage; duel: Document }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { first, second, rows } = duel;
  const wins = (who: DuelRow["ahead"]): number => rows.filter(({ ahead }) => ahead === who).length;
  return (
    <>
      <p className={styles.verdict}>
        {told("choose.duel.verdict", {
          a: say(first.label),
          b: say(second.label),
          first: wins("first"),
          second: wins("second"),
          open: wins(null),
        })}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{told("choose.duel.part")}</th>
            <th scope="col" className={table.number}>
              {say(first.label)}
            </th>
            <th scope="col" className={table.middle}>
              {told("choose.duel.difference")}
            </th>
            <th scope="col">{say(second.label)}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.whole}>
            <th scope="row">{told("choose.column.score")}</th>
            <td className={table.number}>{scoreText(first.score)}</td>
            <td className={table.middle}>–</td>
            <td>{scoreText(second.score)}</td>
          </tr>
          {rows.map((row) => (
            <Row
              key={row.part}
              row={row}
              name={say(page.score_parts.find(({ part }) => part === row.part)?.name ?? NAMELESS)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

const NAMELESS = { en: "–", zh: "–" };

function Row({ row, name }: { row: DuelRow; name: string }) {
  const { first, second, difference, ahead } = row;
  return (
    <tr data-part={row.part} data-ahead={ahead ?? "open"}>
      <th scope="row">{name}</th>
      <td className={table.number} data-wins={ahead === "first"}>
        {side(first)}
      </td>
      <td className={table.middle}>
        {difference && (
          // To the left where the first is ahead, to its side.
          <Interval
            value={-difference.value}
            low={-difference.high}
            high={-difference.low}
            from={-1}
            until={1}
            mark={0}
            sure={ahead !== null}
          />
        )}
        <small>
          <Range difference={difference} sure={ahead !== null} />
        </small>
      </td>
      <td data-wins={ahead === "second"}>{side(second)}</td>
    </tr>
  );
}

function Range({ difference, sure }: { difference: Told | null; sure: boolean }) {
  const told = useTexts(texts);
  if (!difference) return told("choose.duel.apart");
  const [low, high] = [points(difference.low), points(difference.high)];
  if (low === "0" && high === "0") return told("choose.duel.equal");
  return told(sure ? "choose.duel.sure" : "choose.duel.open", { low, high });
}

function side(part: Told | Untold): string {
  return isTold(part) ? partText(part) : "–";
}

function points(difference: number): string {
  const text = whole(100 * difference);
  return difference > 0 && text !== "0" ? `+${text}` : text;
}
