/** Proposed weights of an index: today's beside what its components foretell, and the YAML to take over. */
import type { WeightsRow } from "@/api/types";
import { Card } from "@/components/Card";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Benchmarks.module.css";

export function Weights({ row }: { row: WeightsRow }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  return (
    <Card
      title={told("health.weights", { metric: say(row.metric.label) })}
      note={told("health.weights.note", { value: say(row.value.label) })}
      name="weights"
    >
      {row.reason && <p className={styles.why}>{say(row.reason)}</p>}
      {row.parts.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{told("health.part")}</th>
              <th scope="col" className={styles.number}>
                {told("health.today")}
              </th>
              <th scope="col" className={styles.number}>
                {told("health.proposed")}
              </th>
              <th scope="col" className={styles.number}>
                {told("health.interval")}
              </th>
            </tr>
          </thead>
          <tbody>
            {row.parts.map((part) => (
              <tr key={part.metric.metric}>
                <th scope="row">{say(part.metric.label)}</th>
                <td className={styles.number}>{part.weight.toFixed(2)}</td>
                <td className={styles.number}>{part.proposed.toFixed(2)}</td>
                <td className={styles.number}>{`${part.low.toFixed(2)} – ${part.high.toFixed(2)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {row.yaml !== null && <pre className={styles.yaml}>{row.yaml}</pre>}
    </Card>
  );
}
