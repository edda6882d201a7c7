/** The two ends: a metric from a list; a metric or a number as it is typed. */
import { useState, type FormEvent } from "react";
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
  const [from, setFrom] = useState(a ?? "");
  const [to, setTo] = useState(() => nameOf(metrics, b, say));
  const walk = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = metrics.find((metric) => say(metric.label) === to.trim() || metric.metric === to.trim());
    changeSearch({ a: from, b: chosen?.metric ?? to.trim() });
  };
  return (
    <form className={styles.form} onSubmit={walk}>
      <label>
        <span>{told("reconcile.a")}</span>
        <select value={from} onChange={(event) => setFrom(event.target.value)} required>
          <option value="">{told("reconcile.choose")}</option>
          {metrics.map(({ metric, label }) => (
            <option key={metric} value={metric}>
              {say(label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{told("reconcile.b")}</span>
        <input
          list="reconcile-ends"
          value={to}
          placeholder={told("reconcile.b.example")}
          onChange={(event) => setTo(event.target.value)}
          autoComplete="off"
          required
        />
        <datalist id="reconcile-ends">
          {metrics.map(({ metric, label }) => (
            <option key={metric} value={say(label)}>
              {metric}
            </option>
          ))}
        </datalist>
      </label>
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
