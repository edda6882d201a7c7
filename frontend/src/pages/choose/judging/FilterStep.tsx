/** Step 3: pseudo-metrics, refused with their reasons; beside what they seemed to be worth. */
import type { CandidatePart, ChoosePage } from "@/api/types";
import { Card } from "@/components/Card";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { isIncumbent, keyOf, stands } from "../choosing";
import { Interval } from "../Interval";
import { linkText } from "../scores";
import { texts } from "./texts";
import styles from "./FilterStep.module.css";
import pageStyles from "../ChoosePage.module.css";

export function FilterStep({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const refused = page.candidates.filter((each) => !stands(each));
  const standing = page.candidates.filter(stands);
  return (
    <>
      <Card title={told("choose.refused")} note={told("choose.refused.note")} name="refused">
        {refused.length === 0 && <p className={pageStyles.text}>{told("choose.refused.none")}</p>}
        <ul className={styles.items}>
          {refused.map((each) => (
            <Item key={keyOf(each)} candidate={each} star={isIncumbent(page, each)} />
          ))}
        </ul>
        <p className={pageStyles.quiet}>{told("choose.refused.help")}</p>
      </Card>
      <Card title={told("choose.standing")} note={told("choose.standing.note")} name="standing">
        {standing.length === 0 && <p className={pageStyles.text}>{told("choose.standing.none")}</p>}
        <ul className={styles.items}>
          {standing.map((each) => (
            <Item key={keyOf(each)} candidate={each} star={isIncumbent(page, each)} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Item({ candidate, star }: { candidate: CandidatePart; star: boolean }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const { rejected, offered_as: offered } = candidate;
  return (
    <li className={styles.item} data-candidate={candidate.name} data-refused={rejected.length > 0}>
      <div className={styles.told}>
        <p className={styles.name}>
          {say(candidate.label)}
          <small>{told(`choose.kind.${candidate.kind}`)}</small>
          {star && <small className={styles.star}>{told("choose.star.today")}</small>}
          {offered && <small className={styles.offered}>{told("choose.offered")}</small>}
        </p>
        {rejected.map(({ code, reason }) => (
          <p key={code} className={styles.reason}>
            <strong>{codeText(code, told)}</strong>
            {say(reason)}
          </p>
        ))}
      </div>
      <Link link={candidate.link} />
    </li>
  );
}

const CODES = ["cumulative", "traffic", "financial", "no_link", "gameable", "season_driven"] as const;

function codeText(code: string, told: (key: `choose.code.${(typeof CODES)[number]}`) => string): string {
  const known = CODES.find((each) => each === code);
  return known ? told(`choose.code.${known}`) : code;
}

/** What it seems to foretell by itself, and what is left with all else held. */
function Link({ link }: { link: CandidatePart["link"] }) {
  const told = useTexts(texts);
  const { raw, value, low, high } = link;
  if (raw === null || value === null || low === null || high === null)
    return <p className={styles.untold}>{told("choose.link.none")}</p>;
  return (
    <dl className={styles.link}>
      <dt>{told("choose.link.raw")}</dt>
      <dd>{linkText(raw)}</dd>
      <dd aria-hidden="true">
        <Interval value={raw} low={raw} high={raw} from={-1} until={1} mark={0} sure={false} />
      </dd>
      <dt>{told("choose.link.held")}</dt>
      <dd>
        {linkText(value)}{" "}
        <small>
          ({linkText(low)} ~ {linkText(high)})
        </small>
      </dd>
      <dd aria-hidden="true">
        <Interval value={value} low={low} high={high} from={-1} until={1} mark={0} sure={low > 0} />
      </dd>
    </dl>
  );
}
