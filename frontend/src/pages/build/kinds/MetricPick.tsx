/** One of the project's metrics. */
import type { BuiltMetric } from "@/api/types";
import { useSpeech } from "@/i18n";
import { Pick } from "../fields/controls";
import { useEditing } from "../editing";

export interface MetricPickProps {
  at: string;
  label: string;
  hint?: string;
  value: string | null;
  offers?: (metric: BuiltMetric) => boolean;
  onPick: (metric: string | null) => void;
}

export function MetricPick({ offers, ...rest }: MetricPickProps) {
  const { say } = useSpeech();
  const { choices, form } = useEditing();
  const options = choices.metrics
    .filter((each) => each.kind !== null && each.metric !== form.name && (offers?.(each) ?? true))
    .map((each) => ({ value: each.metric, text: `${say(each.label)} (${each.metric})` }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
  return <Pick {...rest} options={options} />;
}
