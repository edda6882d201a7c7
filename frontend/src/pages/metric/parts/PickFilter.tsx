/** Picks a value that a dimension really has: choose the dimension, then find the value by typing. */
import { useDeferredValue, useId, useState, type FormEvent } from "react";
import type { DimensionName } from "@/api/types";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Choice } from "./Choice";
import { writePick } from "./picks";
import { useValues } from "../queries";
import { texts } from "./texts";
import styles from "./Explorer.module.css";

export interface PickFilterProps {
  metric: string;
  dimensions: readonly DimensionName[];
  onPick: (pick: string) => void;
}

export function PickFilter({ metric, dimensions, onPick }: PickFilterProps) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const [dimension, setDimension] = useState("");
  return (
    <>
      <Choice
        label={t("metric.explore.filter.dimension")}
        empty={t("metric.explore.filter.dimension")}
        value={dimension}
        options={dimensions.map((each) => ({ value: each.dimension, text: say(each.label) }))}
        onChoose={setDimension}
      />
      {dimension && (
        <ValueFinder
          key={dimension}
          metric={metric}
          dimension={dimension}
          onFound={(value) => {
            setDimension("");
            onPick(writePick(dimension, value));
          }}
        />
      )}
    </>
  );
}

interface ValueFinderProps {
  metric: string;
  dimension: string;
  onFound: (value: string | null) => void;
}

function ValueFinder({ metric, dimension, onFound }: ValueFinderProps) {
  const t = useTexts(texts);
  const list = useId();
  const [written, setWritten] = useState("");
  const values = useValues(metric, dimension, useDeferredValue(written));
  const known = values.data?.values ?? [];
  const nothing = t("metric.segments.null");
  const pick = (text: string): boolean => {
    const found = text === nothing && known.includes(null) ? null : known.find((value) => value === text);
    if (found !== undefined) onFound(found);
    return found !== undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The only one that is left is meant.
    if (!pick(written) && known.length === 1 && known[0] !== undefined) onFound(known[0]);
  };
  return (
    <form className={styles.condition} onSubmit={submit}>
      <input
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it appears because somebody asked for it
        autoFocus
        list={list}
        aria-label={t("metric.explore.filter.value")}
        placeholder={t("metric.explore.filter.find")}
        value={written}
        onChange={(event) => {
          // Chosen from the list, not typed: what is typed may be the beginning of something longer.
          const chosen = (event.nativeEvent as InputEvent).inputType === "insertReplacementText";
          if (!chosen || !pick(event.target.value)) setWritten(event.target.value);
        }}
      />
      <datalist id={list}>
        {known.map((value) => (
          <option key={value ?? "∅"}>{value ?? nothing}</option>
        ))}
      </datalist>
      {written && values.data && known.length === 0 && !values.isPlaceholderData && (
        <span className={styles.quiet} role="status">
          {t("metric.explore.filter.none")}
        </span>
      )}
    </form>
  );
}
