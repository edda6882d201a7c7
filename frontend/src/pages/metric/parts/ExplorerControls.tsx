/** What is asked of the explorer, each part to be added and taken away again. */
import { useState, type FormEvent, type ReactNode } from "react";
import type { DimensionName } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, useSearch } from "@/router/location";
import { DRAWN } from "@/router/search";
import { Choice } from "./Choice";
import { PickFilter } from "./PickFilter";
import { NULL, splitPick } from "./picks";
import type { Question } from "../queries";
import { texts } from "./texts";
import styles from "./Explorer.module.css";

const MOST_DIMENSIONS = 3;

export interface ExplorerControlsProps {
  metric: string;
  dimensions: readonly DimensionName[];
  question: Question;
}

export function ExplorerControls({ metric, dimensions, question }: ExplorerControlsProps) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const { by, pick, where } = question;
  const named = (name: string): string => {
    const found = dimensions.find((each) => each.dimension === name);
    return found ? say(found.label) : name;
  };
  const free = dimensions.filter((each) => !by.includes(each.dimension));
  return (
    <div className={`${styles.controls} no-print`}>
      <Row label={t("metric.explore.by")}>
        {by.map((name) => (
          <Chip
            key={name}
            text={named(name)}
            onRemove={() => changeSearch({ by: by.filter((each) => each !== name) })}
          />
        ))}
        {free.length > 0 && by.length < MOST_DIMENSIONS && (
          <Choice
            label={t("metric.explore.add")}
            empty={t("metric.explore.add")}
            value=""
            options={free.map((each) => ({ value: each.dimension, text: say(each.label) }))}
            onChoose={(chosen) => chosen && changeSearch({ by: [...by, chosen] })}
          />
        )}
      </Row>
      <Row label={t("metric.explore.filter")}>
        {pick.map((each) => {
          const [dimension, value] = splitPick(each);
          const text = `${named(dimension)}: ${value === NULL ? t("metric.segments.null") : value}`;
          return (
            <Chip key={each} text={text} onRemove={() => changeSearch({ pick: pick.filter((one) => one !== each) })} />
          );
        })}
        <PickFilter
          metric={metric}
          dimensions={dimensions}
          onPick={(picked) => changeSearch({ pick: [...new Set([...pick, picked])] })}
        />
        <Condition key={where} where={where} />
      </Row>
      <DrawnAs />
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.row} role="group" aria-label={label}>
      <span className={styles.label}>{label}</span>
      {children}
    </div>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const t = useTexts(texts);
  return (
    <span className={styles.chip}>
      {text}
      <button type="button" aria-label={t("metric.explore.remove", { name: text })} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}

function Condition({ where }: { where: string | undefined }) {
  const t = useTexts(texts);
  const [written, setWritten] = useState(where ?? "");
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    changeSearch({ where: written.trim() || undefined });
  };
  return (
    <form className={styles.condition} onSubmit={apply}>
      <input
        aria-label={t("metric.explore.where")}
        placeholder={t("metric.explore.where.hint")}
        value={written}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => setWritten(event.target.value)}
      />
      {written.trim() !== (where ?? "") && (
        <button type="submit" className={controls.button}>
          {t("metric.explore.where.apply")}
        </button>
      )}
    </form>
  );
}

function DrawnAs() {
  const t = useTexts(texts);
  const { as = "lines" } = useSearch();
  return (
    <div className={`${controls.group} ${styles.as}`} role="group" aria-label={t("metric.explore.as")}>
      {DRAWN.map((drawn) => (
        <button
          key={drawn}
          type="button"
          className={controls.button}
          aria-pressed={drawn === as}
          onClick={() => changeSearch({ as: drawn === "lines" ? undefined : drawn }, { replace: true })}
        >
          {t(`metric.explore.as.${drawn}`)}
        </button>
      ))}
    </div>
  );
}
