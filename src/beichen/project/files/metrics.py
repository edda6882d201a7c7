"""metrics/*.yml: the definitions, with who answers for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from beichen.domain.metric import Benchmark, Draft, Metric, Role, parts_of
from beichen.domain.text import Text
from beichen.project.cycles import find_cycle
from beichen.project.kinds import KINDS
from beichen.project.kinds.base import BenchmarkShape, MetricShape
from beichen.project.kinds.conversion import ConversionShape
from beichen.project.kinds.cumulative import CumulativeShape
from beichen.project.kinds.derived import DerivedShape
from beichen.project.kinds.draft import DraftShape, resolve_draft
from beichen.project.kinds.index import IndexShape
from beichen.project.kinds.lifecycle import LifecycleShape
from beichen.project.kinds.ratio import RatioShape
from beichen.project.kinds.repeat import RepeatShape
from beichen.project.kinds.retention import RetentionShape
from beichen.project.kinds.simple import SimpleShape
from beichen.project.kinds.threshold import ThresholdShape
from beichen.project.names import Names
from beichen.project.shape import Shape

EXAMPLE = """\
metrics:
  - name: weekly_engaged_listeners
    label: {zh: 每周听歌超过3天的用户数, en: Weekly listeners on 3+ days}
    role: north_star
    owner: lin                    # a person of beichen.yml; a team is refused
    value: Listeners come back because the music fits their day.
    type: threshold
    model: plays
    entity: listener
    having: {days: {agg: count_distinct, expr: local_date()}}
    where: days >= 3
    grain: week
    unit: listeners
    good: up
    benchmark: {of: monthly_active_listeners, value: 0.25, source: "seed article, example"}

  - {name: active_listeners, owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id, unit: listeners}
  - {name: engaged_share, owner: lin, type: ratio, numerator: weekly_engaged_listeners, denominator: active_listeners, unit: share, good: up}
  - {name: monthly_active_listeners, owner: qiao, type: simple, model: plays, agg: count_distinct, expr: user_id, grain: month}
  - {name: new_listeners, owner: qiao, type: lifecycle, of: active_listeners, state: new, unit: listeners}
  - {name: retained_listeners, owner: lin, type: lifecycle, of: active_listeners, state: retained, unit: listeners}
  - {name: resurrected_listeners, owner: lin, type: lifecycle, of: active_listeners, state: resurrected, unit: listeners}
  - {name: new_listener_w1_retention, role: key_result, owner: qiao, type: retention, model: plays, entity: listener, offset: 1, unit: share, good: up}
  - {name: playlist_creation_rate, role: key_result, owner: qiao, type: conversion, model: plays, entity: listener, from: {filter: "event = 'play'"}, to: {filter: "event = 'playlist'"}, within: 7 days, unit: share, good: up}
  - {name: negative_feedback, owner: qiao, type: simple, model: plays, agg: count, filter: "event = 'dislike'", good: down}
  - {name: plays_28d, owner: lin, type: cumulative, model: plays, agg: count, window: 28 days}
  - {name: plays_per_listener, owner: lin, type: derived, formula: plays_28d / active_listeners}
  - {name: negative_feedback_rate, role: guardrail, owner: qiao, type: ratio, numerator: negative_feedback, denominator: active_listeners, unit: share, good: down}
  - {name: play_again_1d, owner: lin, type: repeat, model: plays, entity: listener, within: 1 day, unit: share, good: up}
  - {name: subscription_revenue, role: outcome, owner: lin, type: simple, model: payments, agg: sum, expr: amount, grain: month, unit: CNY, good: up}
  - {name: commute_listeners, draft: true, owner: qiao, unit: listeners, good: up, label: {zh: 通勤时段听众, en: Commute listeners}}
  - name: listening_health
    owner: qiao
    type: index
    versions:
      - {valid_from: 2026-01-01, components: [{metric: engaged_share, weight: 1, zero: 0.1, hundred: 0.5}]}
"""


_DRAFT = "a draft"  # no key of a metric is called so


def _kind_of(written: Any) -> str | None:
    """Which shape a metric is read as; None where it says neither."""
    if not isinstance(written, dict):
        return getattr(written, "type", _DRAFT)
    kind = written.get("type")
    return str(kind) if kind is not None else _DRAFT if "draft" in written else None


AnyMetric = Annotated[
    Annotated[SimpleShape, Tag("simple")]
    | Annotated[RatioShape, Tag("ratio")]
    | Annotated[DerivedShape, Tag("derived")]
    | Annotated[CumulativeShape, Tag("cumulative")]
    | Annotated[ThresholdShape, Tag("threshold")]
    | Annotated[LifecycleShape, Tag("lifecycle")]
    | Annotated[RetentionShape, Tag("retention")]
    | Annotated[ConversionShape, Tag("conversion")]
    | Annotated[RepeatShape, Tag("repeat")]
    | Annotated[IndexShape, Tag("index")]
    | Annotated[DraftShape, Tag(_DRAFT)],
    Discriminator(_kind_of),
]


class MetricsFile(Shape):
    """The definitions, with who answers for each."""

    noun: ClassVar[str] = "a metrics file"

    metrics: list[AnyMetric] = Field(default_factory=list, description="The metrics.")


def note_metrics(files: Iterable[MetricsFile], names: Names) -> None:
    """Note every metric among the names, so that any may refer to any."""
    seen: dict[str, MetricShape | DraftShape] = {}
    for shape in (metric for file in files for metric in file.metrics):
        if isinstance(shape, DraftShape):
            names.drafts.setdefault(shape.name, shape)
        else:
            names.metrics.setdefault(shape.name, shape)
        known = seen.setdefault(shape.name, shape)
        if known is not shape:
            names.problems.add(f"metric {shape.name!r} is defined twice", shape.at("name"), f"first at {known.at()}")


def resolve_metrics(names: Names, north_star: str | None) -> dict[str, Metric]:
    """The noted metrics as definitions; `north_star` has that role unless it says another."""
    metrics = {name: _metric(shape, names, north_star) for name, shape in names.metrics.items()}
    cycle = find_cycle({name: parts_of(metric.spec) for name, metric in metrics.items()})
    if cycle is not None:
        where = names.metrics[cycle[0]].at()
        names.problems.add(
            "metrics go round in a circle: " + " → ".join(cycle), where, "define one of them without the next"
        )
    return metrics


def resolve_drafts(names: Names) -> dict[str, Draft]:
    """The noted drafts."""
    return {name: resolve_draft(shape, names) for name, shape in names.drafts.items()}


def _metric(shape: MetricShape, names: Names, north_star: str | None) -> Metric:
    if shape.owner is not None:
        names.check_owner(shape.owner, shape.at("owner"))
    usual = Role.NORTH_STAR if shape.name == north_star else Role.INPUT
    return Metric(
        name=shape.name,
        spec=KINDS[shape.type].resolve(shape, names),
        label=shape.label or Text.same(shape.name),
        role=shape.role or usual,
        grain=shape.grain,
        owner=shape.owner,
        value=shape.value,
        unit=shape.unit,
        good=shape.good,
        benchmark=_benchmark(shape.benchmark, names),
        where=shape.at(),
        description=shape.description,
    )


def _benchmark(shape: BenchmarkShape | None, names: Names) -> Benchmark | None:
    if shape is None:
        return None
    if shape.of is not None:
        names.check_metric(shape.of, shape.at("of"))
    return Benchmark(shape.value, shape.source or "", shape.of)
