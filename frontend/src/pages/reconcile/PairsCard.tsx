/** Definitions of the project that one condition tells apart, and whose names do not. */
import type { NearPairPart } from "@/api/types";
import { Card } from "@/components/Card";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import { texts } from "./texts";
import styles from "./ReconcilePage.module.css";

export function PairsCard({ pairs }: { pairs: readonly NearPairPart[] }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  return (
    <Card title={told("reconcile.pairs")} note={told("reconcile.pairs.note")} name="pairs">
      {pairs.length === 0 ? (
        <p className={styles.foot}>{told("reconcile.pairs.none")}</p>
      ) : (
        <ul className={styles.pairs}>
          {pairs.map(({ a, b, condition }) => (
            <li key={`${a.metric} ${b.metric}`}>
              <button type="button" onClick={() => changeSearch({ a: a.metric, b: b.metric })}>
                {say(a.label)} ↔ {say(b.label)}
              </button>
              <small>{say(condition)}</small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
