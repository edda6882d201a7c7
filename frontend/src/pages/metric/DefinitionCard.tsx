/** What exactly is counted: in words, as it is written, and as the statement that is asked. */
import { useState } from "react";
import type { ConditionPart, DefinitionPart } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { CodeBlock } from "@/components/code/CodeBlock";
import { Link } from "@/router/Link";
import { RECONCILE } from "@/router/paths";
import { useSql } from "./queries";
import { Refusal } from "./parts/Refusal";
import { texts } from "./texts";
import { Ticked } from "./Ticked";
import styles from "./DefinitionCard.module.css";

const FORMS = ["yaml", "sql"] as const;
type Form = (typeof FORMS)[number];

export function DefinitionCard({ metric, definition }: { metric: string; definition: DefinitionPart }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const [form, setForm] = useState<Form>("yaml");
  const { where } = definition;
  return (
    <Card
      title={t("metric.definition")}
      note={where && <code>{where.line === null ? where.file : `${where.file}:${where.line}`}</code>}
      name="definition"
      actions={
        <div className={controls.group} role="group" aria-label={t("metric.definition")}>
          {FORMS.map((each) => (
            <button
              key={each}
              type="button"
              className={controls.button}
              aria-pressed={each === form}
              onClick={() => setForm(each)}
            >
              {t(`metric.definition.${each}`)}
            </button>
          ))}
        </div>
      }
    >
      <p className={styles.words}>
        <Ticked text={say(definition.words)} />
      </p>
      <Conditions conditions={definition.conditions} />
      {definition.description && <p className={styles.words}>{say(definition.description)}</p>}
      {form === "yaml" && definition.written !== null && (
        <CodeBlock label={t("metric.definition.yaml")} code={definition.written} language="yaml" />
      )}
      {form === "sql" && <Sql metric={metric} />}
      <p className={`${styles.quiet} no-print`}>
        <Link path={RECONCILE} search={{ a: metric }}>
          {t("metric.definition.reconcile")}
        </Link>
      </p>
    </Card>
  );
}

/** Each condition in words, where words say it; the code stands in the sentence above. */
function Conditions({ conditions }: { conditions: readonly ConditionPart[] }) {
  const { say } = useSpeech();
  const told = conditions.filter((condition) => condition.words !== null);
  if (told.length === 0) return null;
  return (
    <dl className={styles.conditions}>
      {told.map(({ decides, code, words }) => (
        <div key={`${decides.en} ${code}`}>
          <dt>{say(decides)}</dt>
          <dd>
            <Ticked text={words ? say(words) : ""} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sql({ metric }: { metric: string }) {
  const t = useTexts(texts);
  const sql = useSql(metric, true);
  if (sql.error && !sql.data) return <Refusal error={sql.error} />;
  if (!sql.data) return <Skeleton height={220} />;
  if (!sql.data.sql) return <p className={styles.quiet}>{t("metric.definition.sql.none")}</p>;
  return <CodeBlock label={t("metric.definition.sql")} code={sql.data.sql} language="sql" />;
}
