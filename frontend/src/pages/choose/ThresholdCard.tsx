/** One threshold as a metric: what would be written, the command, and the button. */
import { useProject } from "@/api/queries";
import type { ThresholdPart } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { Diff } from "@/components/code/Diff";
import { Skeleton } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { CHOOSE, METRIC, pathTo } from "@/router/paths";
import { useSettings } from "@/settings/settings";
import { useStep } from "./choosing";
import { Command } from "./Command";
import { saveThreshold, useThresholdPreview } from "./queries";
import { Refused } from "./Refused";
import { texts } from "./texts";
import { useThresholdName } from "./useThresholdName";
import { useWriting } from "./useWriting";
import styles from "./ChoosePage.module.css";

export function ThresholdCard({ threshold }: { threshold: ThresholdPart }) {
  const told = useTexts(texts);
  const nameOf = useThresholdName();
  const project = useProject();
  const { name } = threshold;
  const saved = project.data?.metrics.some(({ metric }) => metric === name) ?? false;
  return (
    <Card title={nameOf(threshold)} note={told("choose.threshold.ready")} name="definition">
      {saved ? (
        <p className={styles.text}>
          {told("choose.threshold.saved")} <Link path={pathTo(METRIC, { metric: name })}>{name}</Link>
        </p>
      ) : (
        <Proposed name={name} />
      )}
      <div className={`${styles.deeds} no-print`}>
        <Link path={CHOOSE} search={{ step: "decide", choice: name }} className={controls.button}>
          {told("choose.threshold.decide")}
        </Link>
      </div>
    </Card>
  );
}

function Proposed({ name }: { name: string }) {
  const told = useTexts(texts);
  const { person } = useSettings();
  const preview = useThresholdPreview(name, useStep() === "thresholds");
  const { write, busy, refusal } = useWriting();
  const seen = preview.data?.tag;
  const save = (tag: string): void =>
    void write(() => saveThreshold(name, tag, person), told("choose.threshold.done", { name }));
  return (
    <>
      {preview.data ? (
        <Diff text={preview.data.diff} label={told("choose.threshold.diff")} />
      ) : preview.error ? (
        <Refused refusal={preview.error} />
      ) : (
        <Skeleton height={180} />
      )}
      {refusal && <Refused refusal={refusal} />}
      <div className={`${styles.deeds} no-print`}>
        <button
          type="button"
          className={styles.deed}
          disabled={seen === undefined || busy}
          onClick={() => seen !== undefined && save(seen)}
        >
          {told(busy ? "choose.busy" : "choose.threshold.save")}
        </button>
      </div>
      <Command parts={["--save-threshold", name]} />
    </>
  );
}
