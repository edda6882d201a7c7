/** What happened in the days of the two periods. It coincides: nothing here says that it is a cause. */
import type { WhyEvent, WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { texts } from "./texts";
import styles from "./EventsCard.module.css";

export function EventsCard({ why }: { why: WhyPage }) {
  const { language } = useSpeech();
  const told = useTexts(texts);
  const days = [why.period, why.versus].flatMap((period) => (period ? [period.start, period.last_day] : [])).toSorted();
  return (
    <Card title={told("why.events")} note={why.events.length > 0 && told("why.events.note")} name="events">
      {why.events.length === 0 ? (
        <p className={styles.quiet}>
          {told("why.events.none", {
            first: plainDay(days[0] ?? "", language),
            last: plainDay(days.at(-1) ?? "", language),
          })}{" "}
          <Link className="no-print" path={pathTo(METRIC, { metric: why.metric })} search={{ dim: undefined }}>
            {told("why.events.add")}
          </Link>
        </p>
      ) : (
        <ul className={styles.events}>
          {why.events.map((event) => (
            <li key={`${event.kind} ${event.on} ${event.text.en}`}>
              <Event event={event} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Event({ event }: { event: WhyEvent }) {
  const { language, say } = useSpeech();
  const told = useTexts(texts);
  const first = plainDay(event.on, language);
  const when =
    event.until === null
      ? told("why.events.running", { day: first })
      : event.until === event.on
        ? first
        : `${first} – ${plainDay(event.until, language)}`;
  const beside = [...event.about.map((metric) => say(metric.label)), ...(event.author ? [event.author] : [])];
  return (
    <>
      <span className={styles.kind} data-kind={event.kind}>
        {told(`why.events.${event.kind}`)}
      </span>
      <span className={styles.text}>
        {say(event.text)}
        {beside.length > 0 && <small>{beside.join(" · ")}</small>}
      </span>
      <span className={styles.when}>{when}</span>
    </>
  );
}
