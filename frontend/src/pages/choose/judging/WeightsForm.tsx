/** The weights of the score: a judgement of the company's own; Python ranks again under them. */
import { useState, type SyntheticEvent } from "react";
import type { ChoosePage } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch } from "@/router/location";
import { changedWeights } from "../choosing";
import { texts } from "./texts";
import pageStyles from "../ChoosePage.module.css";
import styles from "./WeightsForm.module.css";

export function WeightsForm({ page }: { page: ChoosePage }) {
  const told = useTexts(texts);
  const { say } = useSpeech();
  const [weights, setWeights] = useState(page.weights);
  const valid = Object.values(weights).every((weight) => weight >= 0 && weight <= 1000);
  const some = Object.values(weights).some((weight) => weight > 0);
  const weigh = (event: SyntheticEvent): void => {
    event.preventDefault();
    changeSearch({ weight: changedWeights({ ...page, weights }) });
  };
  return (
    <Card title={told("choose.weights")} note={told("choose.weights.note")} name="weights">
      <form className={`${styles.form} no-print`} onSubmit={weigh}>
        <div className={styles.fields}>
          {page.score_parts.map(({ part, name, question }) => (
            <label key={part}>
              <span>
                {say(name)}
                <small>{say(question)}</small>
              </span>
              <input
                type="number"
                name={part}
                min={0}
                max={1000}
                step="any"
                required
                value={Number.isNaN(weights[part]) ? "" : weights[part]}
                onChange={({ target }) => setWeights({ ...weights, [part]: target.valueAsNumber })}
              />
            </label>
          ))}
        </div>
        <div className={pageStyles.deeds}>
          <button type="submit" className={pageStyles.deed} disabled={!valid || !some}>
            {told("choose.weights.apply")}
          </button>
          <button
            type="button"
            className={controls.button}
            disabled={changedWeights(page).length === 0}
            onClick={() => changeSearch({ weight: undefined })}
          >
            {told("choose.weights.usual")}
          </button>
          {!some && <p className={pageStyles.refusal}>{told("choose.weights.zero")}</p>}
        </div>
      </form>
      <p className="only-print">
        {page.score_parts.map(({ part, name }) => `${say(name)} ${page.weights[part] ?? 0}`).join(" · ")}
      </p>
    </Card>
  );
}
