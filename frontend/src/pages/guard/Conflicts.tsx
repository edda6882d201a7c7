/** The list of conflicts: who, over what, how strongly, on what evidence, and who should talk. */
import type { ConflictRow, GuardPage } from "@/api/types";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Named } from "./Named";
import { strengthText } from "./strength";
import { texts } from "./texts";

import styles from "./GuardPage.module.css";

export function Conflicts({ page: { conflicts, teams } }: { page: GuardPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const named = (id: string): string => {
    const team = teams.find((each) => each.id === id);
    return team ? say(team.name) : id;
  };
  if (conflicts.length === 0) return <p className={styles.quiet}>{told("guard.conflicts.none")}</p>;
  return (
    <ul className={styles.items}>
      {conflicts.map((row) => (
        <li key={`${row.a.metric} ${row.b.metric}`} className={styles.item} data-status="firing" data-conflict>
          <p className={styles.head}>
            <StatusMark status="off" silent />
            <span className={styles.status}>{row.teams.map(named).join(" × ")}</span>
            <Named metric={row.a} /> <small>×</small> <Named metric={row.b} />
          </p>
          <p className={styles.text}>{say(row.talk)}</p>
          <Evidence row={row} />
        </li>
      ))}
    </ul>
  );
}

function Evidence({ row }: { row: ConflictRow }) {
  const { say } = useSpeech();
  const told = useTexts(texts);

  const said = [
    told("guard.strength", {
      strength: strengthText(row.strength),
      low: strengthText(row.low),
      high: strengthText(row.high),
    }),
    told(`guard.direction.${row.direction}`, { a: say(row.a.label), b: say(row.b.label) }),
    told(`guard.evidence.${row.evidence}`),
    ...row.basis.map((basis) => told(`guard.basis.${basis}`)),
  ];
  return <p className={styles.foot}>{said.join(" · ")}</p>;
}
