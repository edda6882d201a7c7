/** Which fields a kind of metric has: one row a kind. */
import type { ComponentType } from "react";
import { ConversionFields } from "./ConversionFields";
import { CumulativeFields } from "./CumulativeFields";
import { DerivedFields } from "./DerivedFields";
import { IndexFields } from "./IndexFields";
import { LifecycleFields } from "./LifecycleFields";
import { RatioFields } from "./RatioFields";
import { RepeatFields } from "./RepeatFields";
import { RetentionFields } from "./RetentionFields";
import { SimpleFields } from "./SimpleFields";
import { ThresholdFields } from "./ThresholdFields";

export const KIND_FIELDS: Readonly<Record<string, ComponentType>> = {
  simple: SimpleFields,
  threshold: ThresholdFields,
  ratio: RatioFields,
  derived: DerivedFields,
  conversion: ConversionFields,
  retention: RetentionFields,
  repeat: RepeatFields,
  lifecycle: LifecycleFields,
  cumulative: CumulativeFields,
  index: IndexFields,
};
