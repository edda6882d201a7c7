/** What coincides with the change, most overlap first. Nothing here says that any of it is a cause. */
import type { WhyEvent, WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import { Icon, type IconName } from "@/components/Icon";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { TouchedDays } from "./TouchedDays";
import { texts } from "./texts";
import styles from "./EventsCard.module.css";

const SHOWN = 8;

const ICONS: Record<string, IconName> = {
  release: "flag",
  campaign: "pulse",
  price: "sliders",
  content: "image",
  outage: "warning",
  market: "chart",
  holiday: "calendar",
  data_quality: "table",
  annotation: "note",
  initiative: "star",
  experiment: "filter",
  definition: "pencil",
};

export function EventsCard({ why }: { why: WhyPage }) {
  const { language } = useSpeech();
  const told = useTexts(texts);
  const days = [why.period, why.versus].flatMap((period) => (period ? [period.start, period.last_day] : [])).toSorted();
  const left = why.events.length - SHOWN;
  return (
    <Card title={told("why.events")} note={why.events.length > 0 && told("why.events.note")} name="events">
      {why.events.length === 0 ? (
        <p className={styles.quiet}>
          {told("why.events.none", {
            first: plainDay(days[0] ?? "", language),
            last: plainDay(days.at(-1) ?? "", language),
          })}{" "}
          {told("why.events.add")} <code>beichen event</code>
          {told("why.events.add.or")}{" "}
          <Link className="no-print" path={pathTo(METRIC, { metric: why.metric })} search={{ dim: undefined }}>
            {told("why.events.add.note")}
          </Link>
        </p>
      ) : (
        <ol className={styles.events}>
          {why.events.slice(0, SHOWN).map((event) => (
            <li key={`${event.kind} ${event.name} ${event.on}`} data-kind={event.kind}>
              <Event event={event} />
            </li>
          ))}
        </ol>
      )}
      {left > 0 && <p className={styles.quiet}>{told("why.events.left", { count: left })}</p>}
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
  const beside = [when, ...event.about.map((metric) => say(metric.label)), ...(event.author ? [event.author] : [])];
  return (
    <>
      <span className={styles.icon} role="img" aria-label={say(event.kind_label)} title={say(event.kind_label)}>
        <Icon name={ICONS[event.kind] ?? "pulse"} />
      </span>
      <span className={styles.text}>
        {say(event.text)}
        <small>{beside.join(" · ")}</small>
        {event.segment.length > 0 && (
          <span className={styles.chips}>
            {event.segment.flatMap(({ dimension, values }) =>
              values.map((value) => (
                <span key={`${dimension.en} ${value ?? ""}`} className={styles.chip}>
                  {say(dimension)} = {value ?? told("why.events.null")}
                </span>
              )),
            )}
          </span>
        )}
      </span>
      <TouchedDays event={event} />
    </>
  );
}
