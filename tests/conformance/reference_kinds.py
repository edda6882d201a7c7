"""The ten kinds of metric in plain Python: what one is in one period, over the rows of one segment."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from beichen.domain.formula import Formula, Name, Operation
from beichen.domain.formula import Number as Constant
from beichen.domain.metric import (
    Agg,
    AllTime,
    Conversion,
    Cumulative,
    Derived,
    Index,
    Lifecycle,
    Measure,
    Offset,
    Per,
    Ratio,
    Repeat,
    Retention,
    Simple,
    State,
    Threshold,
    Trailing,
)
from beichen.domain.time import DAY, Calendar, Duration, Grain, Period, Span

Number = int | float


@dataclass(frozen=True, slots=True)
class Moment:
    """When a row happened: its local day, its local clock time (None for a DATE), and its instant where it is known."""

    day: date
    wall: datetime | None = None
    instant: datetime | None = None  # UTC
    zone: ZoneInfo | None = None  # the local one, where there is an instant

    @property
    def order(self) -> Any:
        """What "later" means: by instants where there are any, else by the clock, else by days."""
        return self.instant or self.wall or self.day

    def before_end(self, other: Moment, within: Duration) -> bool:
        """True when `other` is before this moment + `within`.

        Minutes and hours are elapsed time; days and weeks end at the same clock time so many days later
        (of a time that is there twice, the second; where the clock skips it, as long after the skip's begin).
        """
        if self.wall is None or other.wall is None:
            assert within.whole_days is not None
            return other.day < self.day + within.whole_days * DAY
        if self.instant is None or other.instant is None:
            return other.wall < self.wall + within.to_timedelta()
        if within.whole_days is None:
            return other.instant < self.instant + within.to_timedelta()
        same_time = self.wall + within.to_timedelta()
        ends = (same_time.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        return other.instant < max(ends)


@dataclass(frozen=True, slots=True)
class Event:
    """One row that has a time."""

    day: date
    moment: Moment
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its reason or its parts."""

    value: Number | None
    complete: bool
    reason: str | None = None
    numerator: Number | None = None
    denominator: Number | None = None


@dataclass(frozen=True)
class Scene:
    """The rows of one segment, and what a kind needs to look at them."""

    events: list[Event]
    span: Span
    calendar: Calendar
    grain: Grain
    dates: bool  # the time column is a DATE
    value_of: Callable[[str], Callable[[Mapping[str, Any]], Any]]
    entity: Callable[[Mapping[str, Any]], Any] | None

    @cached_property
    def by_period(self) -> dict[date, list[Event]]:
        found: dict[date, list[Event]] = defaultdict(list)
        for event in self.events:
            found[self.calendar.start_of(event.day, self.grain)].append(event)
        return found

    @cached_property
    def by_day(self) -> dict[date, list[Event]]:
        found: dict[date, list[Event]] = defaultdict(list)
        for event in self.events:
            found[event.day].append(event)
        return found

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        return {}

    def remember(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        if key not in self.memory:
            self.memory[key] = compute()
        return self.memory[key]

    def covered(self, period: Period) -> bool:
        return self.span.first_day <= period.start and period.last_day <= self.span.through

    def by_entity(self, text: str | None) -> dict[Any, list[Event]]:
        """Rows that pass a filter and have an entity, by entity, in order of time."""
        return self.remember(("by_entity", text), lambda: self._by_entity(self.events, text))

    def entities_in(self, period: Period, text: str | None) -> dict[Any, list[Event]]:
        return self._by_entity(self.by_period.get(period.start, []), text)

    def _by_entity(self, events: list[Event], text: str | None) -> dict[Any, list[Event]]:
        assert self.entity is not None
        passes = self.value_of(text) if text is not None else (lambda row: True)
        found: dict[Any, list[Event]] = defaultdict(list)
        for event in events:
            who = self.entity(event.row)
            if who is not None and passes(event.row):
                found[who].append(event)
        for mine in found.values():
            mine.sort(key=lambda event: event.moment.order)
        return found


def aggregate(measure: Measure, events: Iterator[Event] | list[Event], scene: Scene, complete: bool) -> Cell:
    """Rows as one number: a count or sum of nothing is 0, everything else of nothing is undetermined."""
    passes = scene.value_of(measure.filter) if measure.filter is not None else (lambda row: True)
    rows = [event.row for event in events if passes(event.row)]
    if measure.expr is None:
        return Cell(len(rows), complete)
    expr = scene.value_of(measure.expr)
    values = [value for row in rows if (value := expr(row)) is not None]
    match measure.agg:
        case Agg.COUNT:
            return Cell(len(values), complete)
        case Agg.SUM:
            return Cell(_total(values), complete)
        case Agg.COUNT_DISTINCT:
            return Cell(len(set(values)), complete)
        case Agg.AVG:
            return quotient(_total(values), len(values), complete, "no_rows")
    if not values:
        return Cell(None, complete, "no_rows")
    if measure.agg is Agg.PERCENTILE:
        assert measure.percentile is not None
        return Cell(_percentile(sorted(values), measure.percentile), complete)
    return Cell(min(values) if measure.agg is Agg.MIN else max(values), complete)


def quotient(numerator: Number, denominator: Number, complete: bool, reason: str = "zero_denominator") -> Cell:
    if denominator == 0:
        return Cell(None, complete, reason, numerator, denominator)
    return Cell(numerator / denominator, complete, None, numerator, denominator)


def simple_cell(spec: Simple, scene: Scene, period: Period) -> Cell:
    return aggregate(spec.measure, scene.by_period.get(period.start, []), scene, scene.covered(period))


def cumulative_cell(spec: Cumulative, scene: Scene, period: Period) -> Cell:
    """The window ends with the period's last day; outside the covered span nothing is known."""
    window = window_of(spec, scene.span, scene.calendar, period)
    complete = scene.covered(period) and window.start >= scene.span.first_day
    if window.start > scene.span.through or window.last_day < scene.span.first_day:
        return Cell(None, complete, "window_outside_span")
    days = (window.start + n * DAY for n in range((window.until - window.start).days))
    return aggregate(spec.measure, [e for day in days for e in scene.by_day.get(day, [])], scene, complete)


def window_of(spec: Cumulative, span: Span, calendar: Calendar, period: Period) -> Period:
    """The days that a cumulative metric looks at."""
    match spec.window:
        case Trailing(days):
            return Period(period.until - days * DAY, period.until)
        case AllTime():
            return Period(span.first_day, period.until)
        case to_date:
            return Period(calendar.start_of(period.last_day, to_date.grain), period.until)


def threshold_cell(spec: Threshold, scene: Scene, period: Period) -> Cell:
    return Cell(len(passing(spec, scene, period)), scene.covered(period))


def passing(spec: Threshold, scene: Scene, period: Period) -> set[Any]:
    """The entities with a row in the period whose `having` values pass the test."""
    test = scene.value_of(spec.where)
    found = set()
    for who, events in scene.entities_in(period, spec.filter).items():
        values = {name: aggregate(measure, events, scene, True).value for name, measure in spec.having}
        if test(values):
            found.add(who)
    return found


def lifecycle_cell(spec: Lifecycle, of: Simple | Threshold, scene: Scene, period: Period) -> Cell:
    """States by set algebra over A(P), the entities that `of` counts in P."""
    counted = scene.remember("counted", lambda: _counted_by_period(of, scene))
    now = counted.get(period.start, set())
    before_start = scene.calendar.shift(period.start, scene.grain, -1)
    before = counted.get(before_start, set())
    firsts = scene.remember("firsts", lambda: _first_periods(counted))
    ever = {who for who in now if firsts[who] < period.start}
    states = {
        State.NEW: now - ever,
        State.RETAINED: now & before,
        State.RESURRECTED: (now & ever) - before,
        State.LAPSED: before - now,
    }
    complete = scene.covered(period) and scene.covered(Period(before_start, period.start))
    return Cell(len(states[spec.state]), complete)


def retention_cell(spec: Retention, scene: Scene, period: Period) -> Cell:
    """Newcomers of the period, and those of them with a row in the return period or on the return days."""
    newcomers = scene.remember("newcomers", lambda: _newcomers(spec, scene))
    returns = scene.by_entity(spec.returns_filter)
    cohort = newcomers.get(period.start, {})
    if isinstance(spec.comeback, Offset):
        start = scene.calendar.shift(period.start, scene.grain, spec.comeback.periods)
        until = scene.calendar.shift(start, scene.grain, 1)
        begins, closes = start, until - DAY
        windows = dict.fromkeys(cohort, (start, until))
    else:
        first, until_day = spec.comeback.first * DAY, spec.comeback.until * DAY
        begins, closes = period.start + first, period.last_day + until_day - DAY
        windows = {who: (d0 + first, d0 + until_day) for who, d0 in cohort.items()}
    complete = scene.covered(period) and closes <= scene.span.through
    if begins > max(scene.span.through, scene.span.last_day):
        return Cell(None, complete, "return_not_begun", None, len(cohort))
    back = sum(any(a <= event.day < b for event in returns.get(who, [])) for who, (a, b) in windows.items())
    return quotient(back, len(cohort), complete)


def conversion_cell(spec: Conversion, scene: Scene, period: Period) -> Cell:
    """Starts in the period (each entity's first, or all), and those followed by a `to` row in time."""
    goals = scene.by_entity(spec.to_filter)
    starts = scene.entities_in(period, spec.from_filter)
    tried = [(who, e.moment) for who, events in starts.items() for e in _counted_starts(events, spec.per)]
    hits = sum(
        any(goal.moment.order >= t0.order and t0.before_end(goal.moment, spec.within) for goal in goals.get(who, []))
        for who, t0 in tried
    )
    return quotient(hits, len(tried), _look_ahead_closed(spec.within, scene, period))


def repeat_cell(spec: Repeat, scene: Scene, period: Period) -> Cell:
    """Rows of the period (all, or each entity's first), and those followed strictly later in time."""
    again = scene.by_entity(spec.event_filter)
    starts = scene.entities_in(period, spec.event_filter)
    tried = [(who, e.moment) for who, events in starts.items() for e in _counted_starts(events, spec.per)]
    hits = sum(
        any(other.moment.order > t0.order and t0.before_end(other.moment, spec.within) for other in again[who])
        for who, t0 in tried
    )
    return quotient(hits, len(tried), _look_ahead_closed(spec.within, scene, period))


def ratio_cell(spec: Ratio, parts: Mapping[str, Cell], period: Period) -> Cell:
    above, below = parts[spec.numerator], parts[spec.denominator]
    complete = above.complete and below.complete
    if above.value is None or below.value is None:
        return Cell(None, complete, "part_undetermined", above.value, below.value)
    return quotient(above.value, below.value, complete)


def derived_cell(spec: Derived, parts: Mapping[str, Cell], period: Period) -> Cell:
    complete = all(part.complete for part in parts.values())
    values = {name: part.value for name, part in parts.items()}
    if None in values.values():
        return Cell(None, complete, "part_undetermined")
    value = _evaluated(spec.formula, values)
    return Cell(value, complete, "zero_denominator" if value is None else None)


def index_cell(spec: Index, parts: Mapping[str, Cell], period: Period) -> Cell:
    """The weighted mean of scores of 0–100, by the version valid at the period's start."""
    valid = [v for v in spec.versions if v.valid_from is None or v.valid_from <= period.start]
    if not valid:
        return Cell(None, all(part.complete for part in parts.values()), "no_version")
    components = valid[-1].components
    complete = all(parts[c.metric].complete for c in components)
    total = weights = 0.0
    for c in components:
        value = parts[c.metric].value
        if value is None:
            return Cell(None, complete, "part_undetermined")
        total += c.weight * min(100.0, max(0.0, 100 * (value - c.zero) / (c.hundred - c.zero)))
        weights += c.weight
    return Cell(total / weights, complete)


def _total(values: list[Any]) -> Number:
    if not values:
        return 0
    return sum(values) if all(isinstance(v, int) for v in values) else math.fsum(values)


def _percentile(ordered: list[Any], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low]) + (float(ordered[high]) - float(ordered[low])) * (place - low)


def _counted_by_period(of: Simple | Threshold, scene: Scene) -> dict[date, set[Any]]:
    counted: dict[date, set[Any]] = {}
    for start, events in scene.by_period.items():
        if isinstance(of, Threshold):
            counted[start] = passing(of, scene, scene.calendar.period(start, scene.grain))
            continue
        assert of.measure.expr is not None
        passes = scene.value_of(of.measure.filter) if of.measure.filter is not None else (lambda row: True)
        expr = scene.value_of(of.measure.expr)
        counted[start] = {who for e in events if passes(e.row) and (who := expr(e.row)) is not None}
    return counted


def _first_periods(counted: Mapping[date, set[Any]]) -> dict[Any, date]:
    firsts: dict[Any, date] = {}
    for start in sorted(counted):
        for who in counted[start]:
            firsts.setdefault(who, start)
    return firsts


def _newcomers(spec: Retention, scene: Scene) -> dict[date, dict[Any, date]]:
    """By period: the entities whose first ever cohort row lies in it, with that row's day."""
    found: dict[date, dict[Any, date]] = defaultdict(dict)
    for who, events in scene.by_entity(spec.cohort_filter).items():
        d0 = min(event.day for event in events)
        found[scene.calendar.start_of(d0, scene.grain)][who] = d0
    return found


def _counted_starts(events: list[Event], per: Per) -> list[Event]:
    return events[:1] if per is Per.ENTITIES else events


def _look_ahead_closed(within: Duration, scene: Scene, period: Period) -> bool:
    """Complete only when the window that starts on the last day, or at its last instant, has closed in the span."""
    if scene.dates:
        assert within.whole_days is not None
        last_day = period.last_day + (within.whole_days - 1) * DAY
    else:
        end = datetime.combine(period.until, time()) + within.to_timedelta()
        last_day = (end - timedelta(microseconds=1)).date()
    return scene.covered(period) and last_day <= scene.span.through


def _evaluated(formula: Formula, values: Mapping[str, Any]) -> Number | None:
    if isinstance(formula, Constant):
        return formula.value
    if isinstance(formula, Name):
        return values[formula.name]  # type: ignore[no-any-return]
    assert isinstance(formula, Operation)
    left, right = _evaluated(formula.left, values), _evaluated(formula.right, values)
    if left is None or right is None or (formula.operator == "/" and right == 0):
        return None
    match formula.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
