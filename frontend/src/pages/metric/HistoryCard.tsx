/** What the metric meant before, change by change. */
import type { DefinitionPart, DifferencePart } from "@/api/types";
import { Card } from "@/components/Card";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./HistoryCard.module.css";

export function HistoryCard({ definition }: { definition: DefinitionPart }) {
  const { say, language } = useSpeech();
  const t = useTexts(texts);
  const { changes, known_since: since } = definition;
  return (
    <Card title={t("metric.history")} name="history">
      {changes.length === 0 && (
        <p className={styles.quiet}>
          {since ? t("metric.history.none", { day: plainDay(since, language) }) : t("metric.history.unknown")}
        </p>
      )}
      <ol className={styles.changes}>
        {changes.map((change) => (
          <li key={change.at}>
            <time dateTime={change.at}>{plainDay(change.on, language)}</time>
            <details>
              <summary>{say(change.summary)}</summary>
              <dl>
                {change.differences.map((difference) => (
                  <Difference key={difference.path} difference={difference} />
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Difference({ difference: { path, before, after } }: { difference: DifferencePart }) {
  const t = useTexts(texts);
  return (
    <div>
      <dt>{path}</dt>
      <dd>
        <del>{before ?? t("metric.history.nothing")}</del>
      </dd>
      <dd>
        <ins>{after ?? t("metric.history.nothing")}</ins>
      </dd>
    </div>
  );
}
