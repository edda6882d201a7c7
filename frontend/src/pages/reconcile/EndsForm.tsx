/** The two ends: a metric from a list; a metric or a number as it is typed. */
import { useId, useState, type FormEvent } from "react";
import type { MetricName } from "@/api/types";
import controls from "@/components/controls.module.css";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import type { Ends } from "./queries";
import { texts } from "./texts";
import styles from "./ReconcilePage.module.css";

export function EndsForm({ metrics, a, b }: Ends & { metrics: readonly MetricName[] }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const id = useId();
  const [from, setFrom] = useState(a ?? "");
  const [to, setTo] = useState(() => nameOf(metrics, b, say));
  const walk = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = metrics.find((metric) => say(metric.label) === to.trim() || metric.metric === to.trim());
    changeSearch({ a: from, b: chosen?.metric ?? to.trim() });
  };
  return (
    <form className={styles.form} onSubmit={walk}>
      <div className={styles.field}>
        <label htmlFor={`${id}-a`}>{told("reconcile.a")}</label>
        <select id={`${id}-a`} value={from} onChange={(event) => setFrom(event.target.value)} required>
          <option value="">{told("reconcile.choose")}</option>
          {metrics.map(({ metric, label }) => (
            <option key={metric} value={metric}>
              {say(label)}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}-b`}>{told("reconcile.b")}</label>
        <input
          id={`${id}-b`}
          list={`${id}-ends`}
          value={to}
          placeholder={told("reconcile.b.example")}
          onChange={(event) => setTo(event.target.value)}
          autoComplete="off"
          required
        />
        <datalist id={`${id}-ends`}>
          {metrics.map(({ metric, label }) => (
            <option key={metric} value={say(label)}>
              {metric}
            </option>
          ))}
        </datalist>
      </div>
      <button type="submit" className={controls.button} disabled={!from || !to.trim()}>
        {told("reconcile.go")}
      </button>
    </form>
  );
}

function nameOf(metrics: readonly MetricName[], name: string | undefined, say: (label: MetricName["label"]) => string) {
  const found = metrics.find(({ metric }) => metric === name);
  return found ? say(found.label) : (name ?? "");
}
