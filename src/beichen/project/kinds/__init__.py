"""The ten metric kinds as they are written in YAML: one file a kind, listed in one table."""

from __future__ import annotations

from collections.abc import Mapping

from beichen.project.kinds import (
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
from beichen.project.kinds.base import Kind

KINDS: Mapping[str, Kind] = {
    "simple": simple.KIND,
    "ratio": ratio.KIND,
    "derived": derived.KIND,
    "cumulative": cumulative.KIND,
    "threshold": threshold.KIND,
    "lifecycle": lifecycle.KIND,
    "retention": retention.KIND,
    "conversion": conversion.KIND,
    "repeat": repeat.KIND,
    "index": index.KIND,
}
