/** A metric's part in a score: its weight, and the values that score 0 and 100. */
import type { ComponentForm } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { Count } from "../fields/controls";
import { texts } from "./texts";
import { MetricPick } from "./MetricPick";
import styles from "./parts.module.css";

export interface ComponentFieldsProps {
  at: string;
  part: ComponentForm;
  onChange: (part: ComponentForm | null) => void;
}

export function ComponentFields({ at, part, onChange }: ComponentFieldsProps) {
  const own = useTexts(texts);
  return (
    <div className={styles.component}>
      <MetricPick
        at={`${at}.metric`}
        label={own("component.metric")}
        value={part.metric}
        onPick={(metric) => onChange({ ...part, metric })}
      />
      <Count
        at={`${at}.weight`}
        label={own("component.weight")}
        value={part.weight}
        least={0}
        onCount={(weight) => onChange({ ...part, weight })}
      />
      <Count
        at={`${at}.zero`}
        label={own("component.zero")}
        value={part.zero}
        onCount={(zero) => onChange({ ...part, zero })}
      />
      <Count
        at={`${at}.hundred`}
        label={own("component.hundred")}
        value={part.hundred}
        onCount={(hundred) => onChange({ ...part, hundred })}
      />
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        aria-label={`${own("component.remove")}: ${part.metric ?? ""}`}
        title={own("component.remove")}
        onClick={() => onChange(null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
