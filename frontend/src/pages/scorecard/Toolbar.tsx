/** Which rows, under which headings, and the table as a file. */
import { useEffect, useState } from "react";
import type { Role, Scorecard, ScorecardRow } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { tell } from "@/components/Toast";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { GROUPS, type Search } from "@/router/search";
import { Choice } from "./Choice";
import { asCsv, asTabs, saveFile } from "./csv";
import { texts } from "./texts";
import { useLines } from "./useLines";
import styles from "./Toolbar.module.css";

export const NO_FILTERS: Partial<Search> = {
  text: undefined,
  team: undefined,
  role: undefined,
  owner: undefined,
  status: undefined,
};

export function Toolbar({ page, shown }: { page: Scorecard; shown: readonly ScorecardRow[] }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  const search = useSearch();
  const roles = [...new Set(page.rows.map((row) => row.role))];
  const change = (part: Partial<Search>): void => changeSearch(part, { replace: true });
  const filtered = Object.keys(NO_FILTERS).some((key) => search[key as keyof Search] !== undefined);
  return (
    <div className={styles.bar}>
      <div className={`${styles.filters} no-print`}>
        <Finder />
        <Choice
          label={told("score.team")}
          empty={told("score.team.all")}
          value={search.team ?? ""}
          options={page.teams.map((team) => ({ value: team.id, text: say(team.name) }))}
          onChoose={(team) => change({ team: team || undefined })}
        />
        <Choice
          label={told("score.role")}
          empty={told("score.role.all")}
          value={search.role ?? ""}
          options={roles.map((role) => ({ value: role, text: t(`role.${role}`) }))}
          onChoose={(role) => change({ role: (role || undefined) as Role | undefined })}
        />
        <Choice
          label={told("score.person")}
          empty={told("score.person.all")}
          value={search.owner ?? ""}
          options={page.owners.map((person) => ({ value: person.id, text: say(person.name) }))}
          onChoose={(owner) => change({ owner: owner || undefined })}
        />
        <label className={styles.group}>
          <span>{told("score.group")}</span>
          <Choice
            label={told("score.group")}
            value={search.group ?? "team"}
            options={GROUPS.map((group) => ({ value: group, text: told(`score.group.${group}`) }))}
            onChoose={(group) => change({ group: GROUPS.find((each) => each === group && each !== "team") })}
          />
        </label>
        {filtered && (
          <button type="button" className={controls.button} onClick={() => change(NO_FILTERS)}>
            <Icon name="close" />
            {told("score.clear")}
          </button>
        )}
      </div>
      <p className={styles.shown} role="status">
        {told("score.shown", { shown: shown.length, all: page.rows.length })}
      </p>
      <Export page={page} shown={shown} />
    </div>
  );
}

/** The address follows what is typed a moment later, so that each letter is not a page of its own. */
function Finder() {
  const told = useTexts(texts);
  const { text } = useSearch();
  const [typed, setTyped] = useState(text ?? "");
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    setSeen(text);
    setTyped(text ?? "");
  }
  useEffect(() => {
    const later = setTimeout(() => changeSearch({ text: typed.trim() || undefined }, { replace: true }), 150);
    return () => clearTimeout(later);
  }, [typed]);
  return (
    <label className={styles.find}>
      <Icon name="search" />
      <input
        type="search"
        aria-label={told("score.find")}
        placeholder={told("score.find.hint")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

function Export({ page, shown }: { page: Scorecard; shown: readonly ScorecardRow[] }) {
  const told = useTexts(texts);
  const lines = useLines(page);
  const copy = (): void => {
    const done = (): void => tell(told("score.copied", { count: shown.length }));
    void navigator.clipboard.writeText(asTabs(lines(shown))).then(done);
  };
  const name = ["scorecard", page.period?.start].filter(Boolean).join("-");
  return (
    <div className={`${styles.export} no-print`}>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        title={told("score.copy")}
        aria-label={told("score.copy")}
        onClick={copy}
      >
        <Icon name="copy" />
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        title={told("score.download")}
        aria-label={told("score.download")}
        onClick={() => saveFile(`${name}.csv`, asCsv(lines(shown)))}
      >
        <Icon name="download" />
      </button>
    </div>
  );
}
