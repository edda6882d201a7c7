"""Grains: how fine a metric's rows are, and whether its value depends on the length of the period."""

from __future__ import annotations

from beichen.domain.metric import Agg, Lifecycle, Offset, Retention, Simple, Spec, Threshold
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.project.parts import parts_first

_FINEST_FIRST = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")

GRAIN_NAMES = {
    Grain.DAY: Text("day", "日"),
    Grain.WEEK: Text("week", "周"),
    Grain.MONTH: Text("month", "月"),
    Grain.QUARTER: Text("quarter", "季度"),
    Grain.YEAR: Text("year", "年"),
}


def coarser_model(project: Project, metric: str, grain: Grain) -> tuple[str, Grain] | None:
    """The first model that a metric reads whose time is coarser than `grain`, with the grain of its time."""
    for name in project.models_of(metric):
        time = project.models[name].time
        told = time.grain if time is not None else None
        if told is not None and _FINEST_FIRST.index(told) > _FINEST_FIRST.index(grain.value):
            return name, Grain(told)
    return None


def is_bound_to_grain(project: Project, metric: str) -> bool:
    """True when periods do not add up, so that the value for a week and that for a month are two numbers."""
    return any(_counts_entities(project.metrics[part].spec) for part in parts_first(project, metric))


def _counts_entities(spec: Spec) -> bool:
    match spec:
        case Simple(measure=measure):
            return measure.agg is Agg.COUNT_DISTINCT
        case Retention(comeback=comeback):
            return isinstance(comeback, Offset)
        case _:
            return isinstance(spec, Threshold | Lifecycle)
