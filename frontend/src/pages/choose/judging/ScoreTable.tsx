/** Every candidate with its score and interval, its parts, its evidence, and how often it wins. */
import type { CSSProperties } from "react";
import type { CandidatePart, ChoosePage, PartWords, Told, Untold, Words } from "@/api/types";
import { Star } from "@/components/Icon";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { isIncumbent, isTold, keyOf, stands } from "../choosing";
import { Interval } from "../Interval";
import { partRange, partText, scoreText } from "../scores";
import { texts } from "./texts";
import styles from "./ScoreTable.module.css";

export function ScoreTable({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{told("choose.candidate")}</th>
            <th scope="col">{told("choose.column.score")}</th>
            {page.score_parts.map(({ part, name }) => (
              <th key={part} scope="col" className={styles.part}>
                {say(name)}
                <small>{told("choose.weight", { weight: page.weights[part] ?? 0 })}</small>
              </th>
            ))}
            <th scope="col">{told("choose.column.evidence")}</th>
            <th scope="col" className={styles.number}>
              {told("choose.column.won")}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.candidates.map((each) => (
            <Row key={keyOf(each)} candidate={each} parts={page.score_parts} star={isIncumbent(page, each)} />
          ))}
        </tbody>
      </table>
      <Reasons page={page} />
    </>
  );
}

interface RowProps {
  candidate: CandidatePart;
  parts: readonly PartWords[];
  star: boolean;
}

function Row({ candidate, parts, star }: RowProps) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const { score, win_share: won } = candidate;
  return (
    <tr data-candidate={candidate.name} data-refused={!stands(candidate)}>
      <th scope="row">
        {say(candidate.label)}
        {star && (
          <span className={styles.star} title={told("choose.star.today")}>
            <Star />
            <span className="unseen">{told("choose.star.today")}</span>
          </span>
        )}
        <small>
          {told(`choose.kind.${candidate.kind}`)}
          {candidate.pareto && ` · ${told("choose.pareto")}`}
          {!stands(candidate) && ` · ${told("choose.refused.word")}`}
        </small>
      </th>
      <td className={styles.score}>
        <span>{scoreText(score)}</span>
        {score.value !== null && <Interval {...score} from={0} until={100} />}
      </td>
      {parts.map(({ part, name }) => (
        <PartCell key={part} part={candidate.parts[part]} name={say(name)} />
      ))}
      <td data-label={told("choose.column.evidence")}>
        <span className={styles.evidence} data-evidence={candidate.evidence}>
          {told(`choose.evidence.${candidate.evidence}`)}
        </span>
      </td>
      <td className={styles.number} data-label={told("choose.column.won")}>
        {won === null ? "–" : numbers.part(won)}
      </td>
    </tr>
  );
}

function PartCell({ part, name }: { part: Told | Untold | undefined; name: string }) {
  if (!isTold(part))
    return (
      <td className={styles.part} data-label={name}>
        –
      </td>
    );
  return (
    <td className={styles.part} data-label={name} title={partRange(part)}>
      {partText(part)}
      <span className={styles.bar} aria-hidden="true">
        <span style={{ "--size": part.value } as CSSProperties} />
        <i style={{ "--low": part.low, "--high": part.high } as CSSProperties} />
      </span>
    </td>
  );
}

/** Why parts have no value: each reason once, with the parts that it leaves open. */
function Reasons({ page: { candidates, score_parts: parts } }: { page: ChoosePage }) {
  const { say } = useSpeech();
  const found = new Map<string, { reason: Words; names: Set<string> }>();
  for (const candidate of candidates)
    for (const { part, name } of parts) {
      const missing = candidate.parts[part];
      if (!missing || isTold(missing)) continue;
      const row = found.get(missing.reason.en) ?? { reason: missing.reason, names: new Set<string>() };
      found.set(missing.reason.en, row);
      row.names.add(say(name));
    }
  if (found.size === 0) return null;
  return (
    <ul className={styles.reasons}>
      {[...found.values()].map(({ reason, names }) => (
        <li key={reason.en}>
          – {[...names].slice(0, 3).join(" / ")}
          {names.size > 3 && " …"} <small>{say(reason)}</small>
        </li>
      ))}
    </ul>
  );
}
