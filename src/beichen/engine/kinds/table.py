"""All kinds of metric, by the type of their definition. A new kind is a new file and a new row."""

from __future__ import annotations

from collections.abc import Mapping

from beichen.domain.metric import (
    Conversion,
    Cumulative,
    Derived,
    Index,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Threshold,
)
from beichen.engine.kinds import (
    conversion,
    cumulative,
    derived,
    index,
    lifecycle,
    ratio,
    repeat,
    retention,
    simple,
    threshold,
)
from beichen.engine.kinds.kind import CompositeKind, RowKind

ROW_KINDS: Mapping[type, RowKind] = {
    Simple: simple.KIND,
    Cumulative: cumulative.KIND,
    Threshold: threshold.KIND,
    lifecycle.ResolvedLifecycle: lifecycle.KIND,
    Retention: retention.KIND,
    Conversion: conversion.KIND,
    Repeat: repeat.KIND,
}

COMPOSITE_KINDS: Mapping[type, CompositeKind] = {
    Ratio: ratio.KIND,
    Derived: derived.KIND,
    Index: index.KIND,
}
