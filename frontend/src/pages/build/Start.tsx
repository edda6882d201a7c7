/** What to make, and what there is to change. */
import { useState } from "react";
import type { BuildPage } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { useSearch } from "@/router/location";
import { BUILD_METRIC, IMPORT, pathTo } from "@/router/paths";
import { Changes } from "./Changes";
import { NEW } from "./building";
import { texts } from "./texts";
import styles from "./Start.module.css";

export function Start({ choices }: { choices: BuildPage }) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { model } = useSearch();
  return (
    <div className={styles.start}>
      <p className={styles.intro}>{own("intro")}</p>
      <Card
        title={own("start.new")}
        note={model ? own("start.model", { model }) : own("start.new.note")}
        actions={
          <Link path={IMPORT} className={controls.button}>
            <Icon name="plus" />
            {own("start.import")}
          </Link>
        }
      >
        <ul className={styles.kinds}>
          {choices.kinds.map((kind) => (
            <li key={kind.kind}>
              <Link path={pathTo(BUILD_METRIC, { metric: NEW })} search={{ kind: kind.kind }} className={styles.kind}>
                <strong>{say(kind.label)}</strong>
                <span>{say(kind.answers)}</span>
                <em>{say(kind.example)}</em>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      <div className={styles.below}>
        <Metrics choices={choices} />
        <Changes />
      </div>
    </div>
  );
}

function Metrics({ choices }: { choices: BuildPage }) {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const [wanted, setWanted] = useState("");
  const kinds = new Map(choices.kinds.map((kind) => [kind.kind, say(kind.label)]));
  const word = wanted.trim().toLowerCase();
  const found = choices.metrics.filter((each) =>
    [each.metric, each.label.en, each.label.zh, each.owner?.name ?? ""].some((text) =>
      text.toLowerCase().includes(word),
    ),
  );
  return (
    <Card
      title={own("start.edit")}
      note={own("start.edit.note", { count: String(choices.metrics.length) })}
      name="metrics"
    >
      <input
        className={styles.search}
        type="search"
        aria-label={own("start.search")}
        placeholder={own("start.search")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {found.length === 0 && <p className={styles.none}>{own("start.nothing")}</p>}
      <ul className={styles.metrics}>
        {found.map((each) => (
          <li key={each.metric}>
            <Link path={pathTo(BUILD_METRIC, { metric: each.metric })} className={styles.metric}>
              <span>
                <strong>{say(each.label)}</strong> <code>{each.metric}</code>
              </span>
              <span className={styles.facts}>
                {each.kind === null ? own("start.draft") : kinds.get(each.kind)}
                {each.owner && ` · ${each.owner.name}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
