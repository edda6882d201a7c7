"""Computing paces: what each metric was by the same point of earlier periods, asked of the warehouse.

"By a point" is the metric's own meaning, computed from the rows through a day: every
kind answers it, because a question may choose rows by their day. See docs/methods/pace.md.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeGuard

from beichen.domain.metric import (
    Agg,
    AllTime,
    Conversion,
    Cumulative,
    Index,
    Metric,
    Repeat,
    Retention,
    Simple,
    Threshold,
    ToDate,
    Trailing,
)
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.pace import Projection
from beichen.domain.project import Project
from beichen.domain.time import DAY, Grain, Period
from beichen.domain.units import is_share
from beichen.engine.answer import Answer
from beichen.engine.plan import leaves_of
from beichen.engine.question import Question
from beichen.judgement.pace import MOST, Bounds, Form, Passage, project_close
from beichen.state.paces import KeptPace
from beichen.workspace.pacing import PACED
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.progress import Progress
from beichen.workspace.refreshing.refresh import staged_models

if TYPE_CHECKING:
    from beichen.engine.run import Engine
    from beichen.workspace.open import Workspace

MOST_ASKED_SINGLY = 10
"""Earlier periods of metrics that look beyond their period: each period is a question of its own."""

ADDING = (Agg.SUM, Agg.COUNT, Agg.COUNT_DISTINCT)
"""Aggregates whose running total only takes on what a period adds."""


@dataclass(frozen=True, slots=True)
class Point:
    """A running period and the last day whose rows count, with the earlier periods to learn from."""

    grain: Grain
    running: Period
    through: date
    earlier: tuple[Period, ...]

    def day_in(self, period: Period) -> date:
        """The last day that counts in an earlier period: by day of the period, or, past its end, by days since."""
        if self.through < self.running.last_day:
            return period.start + (self.through - self.running.start)
        return period.last_day + (self.through - self.running.last_day)


def refresh_paces(
    workspace: Workspace, *, full: bool, progress: Progress, turn: AbstractContextManager[object] | None = None
) -> None:
    """Compute the paces whose definition or data changed, and keep them with the others.

    Args:
        turn: of those who ask the warehouse; given back after every question.
    """
    turn = turn or nullcontext()
    kept = {} if full else workspace.state.paces.read()
    with turn:
        origins = _origins(workspace)
    fresh = {name: pace for name, pace in kept.items() if _rests_on(pace, origins.get(name))}
    stale = [name for name in origins if name not in fresh]
    if not stale and len(fresh) == len(kept):
        return
    wishes = [Wish(name, workspace.project.metrics[name].grain) for name in stale]
    observed = {wish.metric: found for wish, found in workspace.observer.read(wishes).items()}
    found = project_closes(workspace.engine, stale, observed, progress, turn)
    at = datetime.now(UTC)
    new = [KeptPace(name, *origins[name], at, found[name]) for name in stale]
    workspace.state.paces.replace([*fresh.values(), *new])


def are_paces_stale(workspace: Workspace) -> bool:
    """True when a pace is missing, or rests on another definition or other data."""
    kept = workspace.state.paces.read()
    return any(name not in kept or not _rests_on(kept[name], origin) for name, origin in _origins(workspace).items())


def _origins(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Of every metric that has a pace, what it rests on: the definition's hash, the version of the data."""
    observer = workspace.observer
    return {
        name: (observer.key(Wish(name, metric.grain)).definition_hash, observer.data_version(name))
        for name, metric in workspace.project.metrics.items()
        if metric.role in PACED
    }


def _rests_on(pace: KeptPace, origin: tuple[str, str] | None) -> bool:
    return (pace.definition_hash, pace.data_version) == origin


def project_closes(
    engine: Engine,
    metrics: Sequence[str],
    observed: Mapping[str, Sequence[Observation]],
    progress: Progress,
    turn: AbstractContextManager[object],
) -> dict[str, Projection | Undetermined]:
    """A projection of each metric's running period, or why there is none.

    Args:
        observed: the metrics' totals at their own grain, by period.
    """
    with turn:
        points = {name: find_point(engine, name, observed.get(name, ())) for name in metrics}
    groups: dict[Point, list[str]] = {}
    for name, point in points.items():
        if isinstance(point, Point):
            groups.setdefault(point, []).append(name)
    found: dict[str, Projection | Undetermined] = {
        name: point for name, point in points.items() if isinstance(point, Undetermined)
    }
    for done, (point, names) in enumerate(groups.items()):
        progress("project the close", done, len(groups))
        values = values_by(engine, names, point, turn)
        found |= {name: _project(engine.project, name, point, values[name], observed[name]) for name in names}
    progress("project the close", len(groups), len(groups))
    return found


def find_point(engine: Engine, metric: str, observed: Sequence[Observation]) -> Point | Undetermined:
    """The earliest period that has not closed, and how far into it the data reach."""
    project = engine.project
    grain = project.metrics[metric].grain
    if grain is Grain.DAY:
        return Undetermined(Reason.WHOLE_DAYS)
    if begins_anew(project, metric, grain):
        return Undetermined(Reason.BEGINS_ANEW)
    closed = [project.calendar.period(o.period, grain) for o in observed if o.complete]
    if not closed:
        return Undetermined(Reason.TOO_SHORT)
    running = project.calendar.period(closed[-1].until, grain)
    spans = [engine.span(model) for model in project.models_of(metric)]
    through = min(date.min if span is None else span.through for span in spans)
    if through < running.start:
        return Undetermined(Reason.NOT_BEGUN)
    days = through - running.start + DAY
    # by the day on which others had closed already, such as 30 days of a February, there is nothing to learn
    earlier = [p for p in closed if through >= running.last_day or p.until - p.start > days]
    return Point(grain, running, through, tuple(earlier[-MOST:]))


def begins_anew(project: Project, metric: str, grain: Grain) -> bool:
    """True for a window to date that may begin anew within a period: weeks do not fit into months."""
    specs = [leaf.spec for leaf in leaves_of(project, metric)]
    return grain is Grain.WEEK and any(isinstance(s, Cumulative) and isinstance(s.window, ToDate) for s in specs)


def values_by(
    engine: Engine, metrics: Sequence[str], point: Point, turn: AbstractContextManager[object]
) -> dict[str, dict[date, float | Undetermined]]:
    """What each metric was by the same point, by first day of the earlier periods and of the running one."""
    found: dict[str, dict[date, float | Undetermined]] = {name: {} for name in metrics}
    asked = _questions(engine.project, metrics, point)
    groups = [[Wish(name, point.grain) for name in question.metrics] for question, _ in asked]
    with staged_models(engine, metrics, groups, turn):
        for question, wanted in asked:
            with turn:
                answers = engine.answer(question)
            for answer in answers:
                found[answer.metric] |= _values(answer, wanted)
            time.sleep(0)  # whoever waits for a turn may have it
    return found


def _questions(project: Project, metrics: Sequence[str], point: Point) -> list[tuple[Question, Mapping[date, date]]]:
    """What is asked of the warehouse, with the period that each wanted row of the answer stands for."""
    windows = [name for name in metrics if isinstance(project.metrics[name].spec, Cumulative)]
    alone = [name for name in metrics if _reads_only_its_period(project, name)]
    others = [name for name in metrics if name not in windows and name not in alone]
    every = (*point.earlier, point.running)
    latest = (*point.earlier[-MOST_ASKED_SINGLY:], point.running)
    asked = [_by_window(windows, point, every)] if windows else []
    asked += [_by_rows(alone, point, every)] if alone else []
    return asked + [_by_rows(others, point, [period]) for period in latest if others]


def _by_window(metrics: Sequence[str], point: Point, periods: Sequence[Period]) -> tuple[Question, Mapping[date, date]]:
    """A window that ends with a day is a metric of that day."""
    days = {point.day_in(period): period.start for period in periods}
    question = Question(tuple(metrics), grain=Grain.DAY, start=min(days), end=max(days) + DAY)
    return question, days


def _by_rows(metrics: Sequence[str], point: Point, periods: Sequence[Period]) -> tuple[Question, Mapping[date, date]]:
    """Each period from the rows through the point's day in it.

    Several periods are asked at once of metrics that read no rows of other periods only.
    """
    until = {period: point.day_in(period) for period in periods}
    if len(periods) == 1:
        where = f"local_date() <= '{until[periods[0]]}'"
    else:
        where = " or ".join(f"local_date() between '{p.start}' and '{last}'" for p, last in until.items())
    question = Question(tuple(metrics), where=where, grain=point.grain, start=periods[0].start, end=periods[-1].until)
    return question, {period.start: period.start for period in periods}


def _values(answer: Answer, wanted: Mapping[date, date]) -> dict[date, float | Undetermined]:
    """The wanted rows; a window that is not covered whole is none of its metric's values."""
    by_day = answer.grain is Grain.DAY
    return {wanted[row.period]: row.amount for row in answer if row.period in wanted and (row.complete or not by_day)}


def _reads_only_its_period(project: Project, metric: str) -> bool:
    """True where a period's value rests on the rows of that period alone."""
    return all(isinstance(leaf.spec, Simple | Threshold) for leaf in leaves_of(project, metric))


def _project(
    project: Project,
    name: str,
    point: Point,
    by_then: Mapping[date, float | Undetermined],
    observed: Sequence[Observation],
) -> Projection | Undetermined:
    metric = project.metrics[name]
    so_far = by_then.get(point.running.start, Undetermined(Reason.NO_PERIOD))
    if isinstance(so_far, Undetermined):
        return so_far
    closes = {o.period: o.value for o in observed if o.complete}
    base = base_of(project, metric, point.running, closes)
    if base is None:
        return Undetermined(Reason.PART_UNDETERMINED)
    found = passages(project, metric, point.earlier, by_then, closes)
    close = project_close(so_far, found, form_of(metric), bounds_of(metric, so_far), base=base)
    if isinstance(close, Undetermined):
        return close
    return Projection(
        point.grain, point.running.start, point.through, so_far, close.projected, close.low, close.high, close.periods
    )


def passages(
    project: Project,
    metric: Metric,
    periods: Sequence[Period],
    by_then: Mapping[date, float | Undetermined],
    closes: Mapping[date, float | Undetermined],
) -> list[Passage]:
    """The earlier periods of which both values are known."""
    found = []
    for period in periods:
        then, close, base = (
            by_then.get(period.start),
            closes.get(period.start),
            base_of(project, metric, period, closes),
        )
        if _is_known(then) and _is_known(close) and base is not None:
            found.append(Passage(then, close, base))
    return found


def base_of(
    project: Project, metric: Metric, period: Period, closes: Mapping[date, float | Undetermined]
) -> float | None:
    """What a running total held before the period began: 0 where it starts within it, None where it is not known."""
    spec = metric.spec
    if not isinstance(spec, Cumulative) or isinstance(spec.window, Trailing) or spec.measure.agg not in ADDING:
        return 0
    calendar = project.calendar
    if isinstance(spec.window, ToDate) and calendar.start_of(period.last_day, spec.window.grain) >= period.start:
        return 0
    before = closes.get(calendar.shift(period.start, metric.grain, -1))
    return before if _is_known(before) else None


def _is_known(value: float | Undetermined | None) -> TypeGuard[float]:
    return value is not None and not isinstance(value, Undetermined)


def form_of(metric: Metric) -> Form:
    """Amounts go on in proportion to what they are; shares and scores by steps."""
    by_steps = isinstance(metric.spec, Retention | Conversion | Repeat | Index) or is_share(metric.unit)
    return Form.DIFFERENCE if by_steps else Form.RATIO


def bounds_of(metric: Metric, so_far: float) -> Bounds:
    """What the definition rules out: counts only grow, shares of a whole stay within it."""
    match metric.spec:
        case Simple(measure=measure) | Cumulative(measure=measure, window=ToDate() | AllTime()) if measure.agg in (
            Agg.COUNT,
            Agg.COUNT_DISTINCT,
        ):
            return Bounds(low=so_far)
        case Retention() | Conversion() | Repeat():
            return Bounds(0, 1)
        case Index():
            return Bounds(0, 100)
        case Threshold():
            return Bounds(low=0)
        case _:
            return Bounds(low=0) if is_share(metric.unit) and so_far >= 0 else Bounds()
