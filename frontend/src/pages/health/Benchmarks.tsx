/** The project's metrics beside outside figures. */
import type { BenchmarkRow } from "@/api/types";
import { Card } from "@/components/Card";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { texts } from "./texts";
import styles from "./Benchmarks.module.css";

export function Benchmarks({ rows }: { rows: BenchmarkRow[] }) {
  const told = useTexts(texts);
  return (
    <Card title={told("health.benchmarks")} name="benchmarks">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{told("health.metric")}</th>
            <th scope="col" className={styles.number}>
              {told("health.own")}
            </th>
            <th scope="col" className={styles.number}>
              {told("health.figure")}
            </th>
            <th scope="col" className={styles.number}>
              {told("health.distance")}
            </th>
            <th scope="col" className={styles.source}>
              {told("health.source")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.metric.metric} row={row} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ row }: { row: BenchmarkRow }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const numbers = useNumbers();
  const { value, distance } = row;
  return (
    <tr>
      <th scope="row">
        <Link path={pathTo(METRIC, { metric: row.metric.metric })}>{say(row.metric.label)}</Link>
        {row.of && <small>{told("health.of", { metric: say(row.of) })}</small>}
      </th>
      <td className={styles.number}>{value === null ? told("health.none") : numbers.table(value, row.unit)}</td>
      <td className={styles.number}>{numbers.table(row.benchmark, row.unit)}</td>
      <td className={styles.number} data-behind={distance !== null && distance < 0}>
        {distance === null ? told("health.none") : signed(numbers.table(Math.abs(distance), "share"), distance)}
      </td>
      <td className={styles.source}>
        {row.source || told("health.unsourced")}
        {row.stale && <small>{told("health.stale")}</small>}
      </td>
    </tr>
  );
}

function signed(text: string, distance: number): string {
  return `${distance < 0 ? "−" : "+"}${text}`;
}
