/** What a choice rests on: the candidate behind it, today's North Star, and the best of the others. */
import type { CandidatePart, ChoosePage } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { isIncumbent, keyOf, stands } from "../choosing";
import { Interval } from "../Interval";
import { scoreText } from "../scores";
import { texts } from "./texts";
import table from "../table.module.css";

const SHOWN = 4;

export function Evidence({ page, chosen }: { page: ChoosePage; chosen: string }) {
  const told = useTexts(texts);
  const behind = behindOf(page, chosen);
  const others = page.candidates.filter((each) => each !== behind && (stands(each) || isIncumbent(page, each)));
  const rows = [...(behind ? [behind] : []), ...others].slice(0, SHOWN);
  return (
    <table className={`${table.table} ${table.choosing}`}>
      <thead>
        <tr>
          <th scope="col">{told("choose.candidate")}</th>
          <th scope="col">{told("choose.column.score")}</th>
          <th scope="col" className={table.number}>
            {told("choose.column.won")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((each) => (
          <Row key={keyOf(each)} candidate={each} star={isIncumbent(page, each)} chosen={each === behind} />
        ))}
      </tbody>
    </table>
  );
}

/** A metric itself, or the behaviour whose threshold it is. */
function behindOf({ candidates, thresholds }: ChoosePage, chosen: string): CandidatePart | undefined {
  const behaviour = thresholds.find(({ name }) => name === chosen)?.behaviour;
  return (
    candidates.find(({ kind, name }) => kind === "metric" && name === chosen) ??
    candidates.find(({ kind, name }) => kind === "behaviour" && name === behaviour)
  );
}

function Row({ candidate, star, chosen }: { candidate: CandidatePart; star: boolean; chosen: boolean }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const { score, win_share: won, evidence } = candidate;
  return (
    <tr data-candidate={candidate.name} data-chosen={chosen}>
      <th scope="row">
        {say(candidate.label)} {star && <small>{told("choose.star.today")}</small>}
        <small className={table.under}>{told(`choose.evidence.${evidence}`)}</small>
      </th>
      <td className={table.picture}>
        {scoreText(score)}
        {score.value !== null && <Interval {...score} from={0} until={100} />}
      </td>
      <td className={table.number}>{won === null ? "–" : numbers.part(won)}</td>
    </tr>
  );
}
