/** Step 1: how entities get to value, stage by stage, as a stream that narrows; and by segment. */
import type { JourneyPart, NamedStagePart } from "@/api/types";
import { Card } from "@/components/Card";
import { Star } from "@/components/Icon";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { isTold } from "./choosing";
import { Interval } from "./Interval";
import { JourneySegments } from "./JourneySegments";
import { texts } from "./texts";
import { useDays } from "./useDays";
import styles from "./JourneyStep.module.css";
import pageStyles from "./ChoosePage.module.css";

export function JourneyStep({ journey }: { journey: JourneyPart | null }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  if (!journey)
    return (
      <Card title={told("choose.journey")} name="journey">
        <p className={pageStyles.text}>{told("choose.journey.none")}</p>
      </Card>
    );
  const most = journey.stages.find(({ name }) => name === journey.tells_most);
  const known = journey.stages.flatMap(({ telling }) => (isTold(telling) ? [telling.high] : []));
  const note = told("choose.journey.note", {
    days: journey.within_days,
    left: numbers.table(journey.left_out, null),
  });
  return (
    <>
      <Card title={told("choose.journey")} note={note} name="journey">
        {most && isTold(most.telling) && (
          <p className={styles.most}>
            {told("choose.journey.most", { stage: say(most.label), share: numbers.part(most.telling.value) })}
          </p>
        )}
        <ol className={styles.stages}>
          {journey.stages.map((stage, index) => (
            <Stage
              key={stage.name}
              stage={stage}
              before={journey.stages[index - 1]}
              most={stage === most}
              until={Math.max(...known, 0)}
            />
          ))}
        </ol>
        <p className={pageStyles.quiet}>{told("choose.journey.telling")}</p>
      </Card>
      {journey.segments.length > 0 && <JourneySegments journey={journey} />}
    </>
  );
}

interface StageProps {
  stage: NamedStagePart;
  before: NamedStagePart | undefined;
  most: boolean;
  until: number; // of the scale on which steps tell
}

function Stage({ stage, before, most, until }: StageProps) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const share = stage.share ?? 0;
  return (
    <li data-stage={stage.name} data-most={most}>
      <h3>
        {say(stage.label)}
        {most && <Star />}
      </h3>
      <p className={styles.reached}>
        <strong>{numbers.table(stage.reached, null)}</strong>
        {before && stage.share !== null && (
          <small>{told("choose.journey.share", { share: numbers.part(stage.share) })}</small>
        )}
      </p>
      <Stream from={before?.share ?? share} to={share} />
      {before && <Passage stage={stage} until={until} />}
    </li>
  );
}

/** What happens between the stage before and this one. */
function Passage({ stage, until }: { stage: NamedStagePart; until: number }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const days = useDays();
  const { conversion, dropped, telling } = stage;
  return (
    <dl className={styles.facts}>
      <dt>{told("choose.journey.conversion")}</dt>
      <dd>{conversion === null ? "–" : numbers.part(conversion)}</dd>
      <dt>{told("choose.journey.dropped")}</dt>
      <dd>{dropped === null ? "–" : numbers.table(dropped, null)}</dd>
      <dt>{told("choose.journey.days")}</dt>
      <dd>{stage.days === null ? "–" : days(stage.days)}</dd>
      <dt>{told("choose.journey.tells")}</dt>
      {isTold(telling) ? (
        <dd>
          {numbers.part(telling.value)}{" "}
          <small>
            ({numbers.part(telling.low)}–{numbers.part(telling.high)})
          </small>
        </dd>
      ) : (
        <dd>–</dd>
      )}
      <dd className={styles.picture}>
        {isTold(telling) ? (
          <Interval {...telling} from={0} until={until} />
        ) : (
          <small className={styles.reason}>{say(telling.reason)}</small>
        )}
      </dd>
    </dl>
  );
}

/** The stream: as high as the share that is still there. */
function Stream({ from, to }: { from: number; to: number }) {
  const [high, low] = [Math.max(1.5, 100 * from), Math.max(1.5, 100 * to)];
  return (
    <svg className={styles.stream} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M0 ${100 - high}C25 ${100 - high} 25 ${100 - low} 50 ${100 - low}H100V100H0Z`} />
    </svg>
  );
}
