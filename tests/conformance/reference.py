"""What every metric means, in plain Python: the independent check of the engine.

Follows METRICS.md sentence by sentence over rows in memory, with dicts, sets and dates, no SQL.
The SQL expressions of a project are given as Python callables by their text, so that
nothing here rests on how the engine parses them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from beichen.domain.metric import (
    Conversion,
    Cumulative,
    Derived,
    Index,
    Lifecycle,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Threshold,
    model_of,
    parts_of,
)
from beichen.domain.model import Completeness, Dimension, Model
from beichen.domain.project import Project
from beichen.domain.time import DAY, Grain, Period, Span

from .reference_kinds import (
    Cell,
    Event,
    Moment,
    Number,
    Scene,
    conversion_cell,
    cumulative_cell,
    derived_cell,
    index_cell,
    lifecycle_cell,
    ratio_cell,
    repeat_cell,
    retention_cell,
    simple_cell,
    threshold_cell,
    window_of,
)

Row = Mapping[str, Any]
Segment = tuple[Any, ...]
Expression = Callable[[Row], Any]

LOCAL_DATE = "local_date()"
CELL_OF: Mapping[type, Callable[..., Cell]] = {
    Simple: simple_cell,
    Cumulative: cumulative_cell,
    Threshold: threshold_cell,
    Retention: retention_cell,
    Conversion: conversion_cell,
    Repeat: repeat_cell,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an answer."""

    period: date
    segment: Mapping[str, Any]
    cell: Cell


@dataclass(frozen=True)
class Reference:
    """Answers over rows in memory.

    `rows` are the models' rows (after the model's own `sql`); `expressions` gives a callable for
    each expression text that is not simply a column's name; `reads` names the sources of a model
    whose `sql` hides them.
    """

    project: Project
    rows: Mapping[str, Sequence[Row]]
    expressions: Mapping[str, Expression] = field(default_factory=dict)
    reads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    now: datetime | None = None

    def query(
        self,
        metric: str,
        *,
        by: Sequence[str] = (),
        where: str | None = None,
        grain: Grain | str | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> list[Line]:
        """Every period × every segment; `start` inclusive and `end` exclusive choose periods by their first day."""
        grain = grain or self.project.metrics[metric].grain
        series = _Question(self, tuple(by), where, Grain(grain)).series(metric)
        chosen = [p for p in series.periods if (start is None or p.start >= start) and (end is None or p.start < end)]
        segments = sorted(series.used(chosen), key=_none_last) if by else [()]
        return [
            Line(period.start, dict(zip(by, segment, strict=True)), series.cell(segment, period))
            for period in chosen
            for segment in segments
        ]

    def value_of(self, expression: str) -> Expression:
        """The callable for an expression; a text without one is a column's name."""
        return self.expressions.get(expression) or (lambda row: row[expression])

    def span_of(self, model: str) -> Span | None:
        """What the model's rows and its stated sources cover; None without rows."""
        if model not in self._spans:
            self._spans[model] = self._measured_span(model)
        return self._spans[model]

    def has_dates(self, model: str) -> bool:
        """True when the model's time column holds days without a clock time."""
        return all(event.moment.wall is None for event in self.events_of(model))

    def events_of(self, model: str) -> list[Event]:
        """The model's rows with their day and moment in the project's timezone; rows without a time are none."""
        return self._events[model]

    @cached_property
    def _spans(self) -> dict[str, Span | None]:
        return {}

    def _measured_span(self, model: str) -> Span | None:
        days = [event.day for event in self.events_of(model)]
        if not days:
            return None
        stated = [through for name in self._sources_of(model) if (through := self._stated(name)) is not None]
        own = max(days) if self.has_dates(model) else max(days) - DAY
        return Span(min(days), min(stated) if stated else own, max(days))

    @cached_property
    def _events(self) -> Mapping[str, list[Event]]:
        return {name: self._read_events(m) for name, m in self.project.models.items() if m.time is not None}

    def _read_events(self, model: Model) -> list[Event]:
        assert model.time is not None
        events = []
        for row in self.rows[model.name]:
            at = row[model.time.column]
            if at is None:
                continue
            moment = self._moment(at, model.time.zone)
            events.append(Event(moment.day, moment, {**row, LOCAL_DATE: moment.day}))
        return events

    def _moment(self, at: date | datetime, zone: str | None) -> Moment:
        """Where a row stands in time: a bare timestamp is local already, others are converted."""
        if not isinstance(at, datetime):
            return Moment(at)
        if at.tzinfo is None and zone is None:
            return Moment(at.date(), at)
        instant = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone or ""))
        here = ZoneInfo(self.project.calendar.timezone)
        local = instant.astimezone(here)
        return Moment(local.date(), local.replace(tzinfo=None), instant.astimezone(UTC), here)

    def _sources_of(self, model: str) -> Iterable[str]:
        table = self.project.models[model].table
        return self.reads.get(model) or [s.name for s in self.project.sources.values() if s.table == table]

    def _stated(self, source: str) -> date | None:
        said = self.project.sources[source].complete_through
        if said is Completeness.LATEST:
            return None
        if isinstance(said, date):
            return said
        assert self.now is not None, "a source on the clock needs `now`"
        reached = (self.now - self.project.sources[source].lag).astimezone(ZoneInfo(self.project.calendar.timezone))
        return reached.date() - DAY


@dataclass(frozen=True, slots=True)
class _Series:
    """A metric's periods, the segments that exist in some of them, and what it is in each."""

    periods: list[Period]
    used: Callable[[Sequence[Period]], set[Segment]]
    cell: Callable[[Segment, Period], Cell]


@dataclass(frozen=True)
class _Question:
    """One question: dimensions, condition and grain hold for every part of the metric."""

    reference: Reference
    by: tuple[str, ...]
    where: str | None
    grain: Grain
    known: dict[str, _Series] = field(default_factory=dict)

    def series(self, metric: str) -> _Series:
        if metric not in self.known:
            spec = self.reference.project.metrics[metric].spec
            self.known[metric] = self._over_rows(spec) if model_of(spec) else self._over_metrics(spec)
        return self.known[metric]

    def _over_rows(self, spec: Any) -> _Series:
        """A kind that reads rows: its rows fall into segments first, so every test is applied within one."""
        span = self.reference.span_of(spec.model)
        parted = self._parted(spec.model)
        cells: dict[tuple[Segment, date], Cell] = {}
        scenes: dict[Segment, Scene] = {}

        def cell(segment: Segment, period: Period) -> Cell:
            assert span is not None
            if segment not in scenes:
                scenes[segment] = self._scene(spec, parted.get(segment, []), span)
            key = (segment, period.start)
            if key not in cells:
                cells[key] = CELL_OF[type(spec)](spec, scenes[segment], period)
            return cells[key]

        return _Series(self._periods(span), lambda chosen: self._used(spec, parted, chosen), cell)

    def _over_metrics(self, spec: Any) -> _Series:
        """A kind over metrics: the periods that all parts have, the segments that any has."""
        parts = {name: self.series(name) for name in parts_of(spec)}
        starts = set.intersection(*({p.start for p in s.periods} for s in parts.values()))
        periods = [p for p in next(iter(parts.values())).periods if p.start in starts]
        if isinstance(spec, Lifecycle):
            return self._lifecycle(spec, periods)
        combine = {Ratio: ratio_cell, Derived: derived_cell, Index: index_cell}[type(spec)]

        def cell(segment: Segment, period: Period) -> Cell:
            return combine(spec, {name: s.cell(segment, period) for name, s in parts.items()}, period)

        return _Series(periods, lambda chosen: set().union(*(s.used(chosen) for s in parts.values())), cell)

    def _lifecycle(self, spec: Lifecycle, periods: list[Period]) -> _Series:
        of = self.reference.project.metrics[spec.of].spec
        assert isinstance(of, Simple | Threshold)
        span = self.reference.span_of(of.model)
        parted = self._parted(of.model)
        scenes: dict[Segment, Scene] = {}

        def cell(segment: Segment, period: Period) -> Cell:
            assert span is not None
            if segment not in scenes:
                scenes[segment] = self._scene(of, parted.get(segment, []), span)
            return lifecycle_cell(spec, of, scenes[segment], period)

        def used(chosen: Sequence[Period]) -> set[Segment]:
            """Those of the metric whose entities they are; an entity that lapsed may have left its segment empty."""
            left = {segment for segment in parted for period in chosen if cell(segment, period).value}
            return self._used(of, parted, chosen) | left

        return _Series(periods, used, cell)

    def _scene(self, spec: Any, events: list[Event], span: Span) -> Scene:
        model = self.reference.project.models[spec.model]
        entity = model.entity(spec.entity) if hasattr(spec, "entity") else None
        return Scene(
            events,
            span,
            self.reference.project.calendar,
            self.grain,
            self.reference.has_dates(spec.model),
            self.reference.value_of,
            self.reference.value_of(entity.expr) if entity else None,
        )

    def _periods(self, span: Span | None) -> list[Period]:
        """From the period of the earliest row to that of the latest row or the complete-through day."""
        if span is None:
            return []
        calendar, found = self.reference.project.calendar, []
        period = calendar.period(span.first_day, self.grain)
        while period.start <= max(span.last_day, span.through):
            found.append(period)
            period = calendar.period(period.until, self.grain)
        return found

    def _parted(self, model: str) -> dict[Segment, list[Event]]:
        """The rows that pass `--where`, by segment; the total's segment is ()."""
        passes = self.reference.value_of(self.where) if self.where else (lambda row: True)
        cut = [self._cut(model, name) for name in self.by]
        parted: dict[Segment, list[Event]] = defaultdict(list)
        for event in self.reference.events_of(model):
            if passes(event.row):
                parted[tuple(value(event.row) for value in cut)].append(event)
        return parted

    def _cut(self, model: str, name: str) -> Expression:
        """A dimension as a callable over the model's rows: its own, or that of a primary model."""
        project, value_of = self.reference.project, self.reference.value_of
        owner_name, _, bare = name.rpartition(".")
        own = project.models[model].dimension(bare)
        if own is not None and owner_name in ("", model):
            return value_of(own.expr)
        owner, dimension = self._primary(owner_name, bare)
        assert owner.primary_entity is not None
        key = value_of(owner.primary_entity.expr)
        cut = value_of(dimension.expr)
        there = {key(row): cut(row) for row in self.reference.rows[owner.name]}
        entity = project.models[model].entity(owner.primary_entity.name)
        assert entity is not None
        here = value_of(entity.expr)
        return lambda row: None if here(row) is None else there.get(here(row))

    def _primary(self, owner: str, name: str) -> tuple[Model, Dimension]:
        for model in self.reference.project.models.values():
            dimension = model.dimension(name)
            if model.primary_entity and dimension and owner in ("", model.name):
                return model, dimension
        raise KeyError(name)

    def _used(self, spec: Any, parted: Mapping[Segment, list[Event]], chosen: Sequence[Period]) -> set[Segment]:
        """The segments that exist in one of the chosen periods, or in the window of one."""
        days = list(chosen)
        if isinstance(spec, Cumulative):
            span = self.reference.span_of(spec.model)
            days += [window_of(spec, span, self.reference.project.calendar, p) for p in chosen if span]
        return {
            segment
            for segment, events in parted.items()
            if any(any(p.start <= e.day < p.until for p in days) and self._uses(spec, e) for e in events)
        }

    def _uses(self, spec: Any, event: Event) -> bool:
        """True for a row that makes its segment exist: it passes the filter, and has an entity where one is named."""
        text = {
            Simple: lambda: spec.measure.filter,
            Cumulative: lambda: spec.measure.filter,
            Threshold: lambda: spec.filter,
            Retention: lambda: spec.cohort_filter,
            Conversion: lambda: spec.from_filter,
            Repeat: lambda: spec.event_filter,
        }[type(spec)]()
        if text is not None and not self.reference.value_of(text)(event.row):
            return False
        if not hasattr(spec, "entity"):
            return True
        entity = self.reference.project.models[spec.model].entity(spec.entity)
        assert entity is not None
        return self.reference.value_of(entity.expr)(event.row) is not None


def _none_last(segment: Segment) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, str(value)) for value in segment)


__all__ = ["LOCAL_DATE", "Cell", "Expression", "Line", "Number", "Reference", "Row"]
