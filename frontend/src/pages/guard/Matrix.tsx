/** Teams × teams: the strongest conflict of each pair, as a bar and a number. */
import type { CSSProperties } from "react";
import type { ConflictRow, TeamName } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { strengthText } from "./strength";
import { texts } from "./texts";
import styles from "./Matrix.module.css";

export interface MatrixProps {
  teams: readonly TeamName[];
  conflicts: readonly ConflictRow[]; // the strongest first
}

export function Matrix({ teams, conflicts }: MatrixProps) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const between = (one: string, other: string): ConflictRow | undefined =>
    conflicts.find(({ teams: pair }) => one !== other && pair.includes(one) && pair.includes(other));
  return (
    // It scrolls by itself on a phone: the keyboard must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.frame} tabIndex={0} role="region" aria-label={told("guard.matrix.label")}>
      <table className={styles.matrix}>
        <caption className="unseen">{told("guard.matrix.label")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{told("guard.matrix.team")}</span>
            </th>
            {teams.map(({ id, name }) => (
              <th key={id} scope="col">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {teams.map((row) => (
            <tr key={row.id}>
              <th scope="row">{say(row.name)}</th>
              {teams.map((column) => (
                <Cell key={column.id} same={row.id === column.id} conflict={between(row.id, column.id)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ same, conflict }: { same: boolean; conflict: ConflictRow | undefined }) {
  const told = useTexts(texts);
  if (same)
    return (
      <td className={styles.same}>
        <span aria-hidden="true">–</span>
      </td>
    );
  if (!conflict)
    return (
      <td className={styles.none}>
        <span aria-hidden="true">·</span>
        <span className="unseen">{told("guard.matrix.none")}</span>
      </td>
    );
  const size = { "--size": Math.min(1, -conflict.strength) } as CSSProperties;
  return (
    <td className={styles.torn}>
      <span className={styles.number}>{strengthText(conflict.strength)}</span>
      <span className={styles.bar} style={size} aria-hidden="true" />
    </td>
  );
}
