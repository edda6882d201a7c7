"""A metric broken down as a person asks: by any dimensions, of picked rows, over any periods, against another period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.domain.time import Grain
from beichen.engine.additivity import additivity
from beichen.engine.answer import Answer, Row
from beichen.engine.picks import Picks, pick_condition
from beichen.engine.plan import find_metric, leaves_of
from beichen.engine.question import Question
from beichen.engine.values import find_values
from beichen.errors import QueryError, did_you_mean
from beichen.warehouse.port import NO_LIMITS, Limits
from beichen.workspace.explaining.segmenting import dimensions_of

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Amount = int | float | Undetermined

MOST_DIMENSIONS = 3
"""More would make segments that nobody can read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be broken down, and how.

    Attributes:
        by: dimensions; none is the total alone.
        picks, where: which rows count: picked values of dimensions, and a condition on columns.
        grain: None is the metric's own.
        start, end: the periods that begin on the days `[start, end)`.
        periods: without `start`, so many of the latest ones; None is all.
        at, versus: the periods compared; None is the last complete one of those, and the one before `at`.
    """

    metric: str
    by: tuple[str, ...] = ()
    picks: Picks = field(default_factory=dict)
    where: str | None = None
    grain: Grain | None = None
    start: date | None = None
    end: date | None = None
    periods: int | None = None
    at: date | None = None
    versus: date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One segment over the periods; `weight` is its part of the total in the period compared, where parts add up."""

    segment: Segment
    values: tuple[Amount, ...]
    now: Amount
    before: Amount
    weight: Amount


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The segments of a metric over periods, the largest now first, and the total of the same rows."""

    metric: str
    grain: Grain
    by: tuple[str, ...]
    condition: str | None  # every row that counts passes it, as SQL
    additivity: Additivity  # how the segments make up the total
    periods: tuple[date, ...]
    complete: tuple[bool, ...]
    at: date | None
    versus: date | None
    total: Series
    series: tuple[Series, ...]


def break_down(workspace: Workspace, asked: Asked, *, limits: Limits = NO_LIMITS) -> Breakdown:
    """Ask the warehouse for the breakdown.

    Raises:
        QueryError: a name is unknown, a condition says what a request may not, or there are too many dimensions.
        LimitError: a limit was reached.
    """
    asked = settled(workspace, asked)
    total, *sliced = ask(workspace, asked, limits=limits)
    pair = _pair(workspace, asked, total)
    shown = [day for day in total.periods if _within(asked, day)]
    kind = _additivity(workspace, asked)
    whole = _series(total, shown, pair, kind, {})[0]
    found = _series(sliced[0], shown, pair, kind, _denominators(total, pair)) if sliced else []
    flags = {row.period: row.complete for row in total}
    return Breakdown(
        metric=asked.metric,
        grain=total.grain,
        by=asked.by,
        condition=condition_of(workspace, asked),
        additivity=kind,
        periods=tuple(shown),
        complete=tuple(flags[day] for day in shown),
        at=pair[0],
        versus=pair[1],
        total=whole,
        series=tuple(sorted(found, key=_largest_first)),
    )


def ask(workspace: Workspace, asked: Asked, *, limits: Limits = NO_LIMITS) -> list[Answer]:
    """The answers behind a breakdown: the total's and, by dimensions, the segments'."""
    find_metric(workspace.project, asked.metric)
    _check_dimensions(workspace, asked)
    start, end = _reach(workspace, asked)
    condition = condition_of(workspace, asked)
    wanted = [(), asked.by] if asked.by else [()]
    with workspace.turn:
        workspace.load_stale([asked.metric])
        return [
            workspace.engine.answer(
                Question((asked.metric,), by=by, where=condition, grain=asked.grain, start=start, end=end), limits
            )[0]
            for by in wanted
        ]


def settled(workspace: Workspace, asked: Asked) -> Asked:
    """The same with the day on which the latest so many periods begin."""
    if asked.start is not None or asked.periods is None:
        return asked
    grain = asked.grain or find_metric(workspace.project, asked.metric).grain
    known = workspace.series([asked.metric], grain).get(asked.metric, [])
    if not known:
        return asked
    start = workspace.project.calendar.shift(known[-1].period, grain, 1 - asked.periods)
    return replace(asked, start=max(start, known[0].period))


def condition_of(workspace: Workspace, asked: Asked) -> str | None:
    """Which rows count, as one condition."""
    return pick_condition(asked.picks, asked.where, workspace.project.dialect)


def values_of(
    workspace: Workspace, metric: str, dimension: str, *, containing: str = "", most: int = 30
) -> list[str | None]:
    """Values that a dimension really has, the commonest first.

    Raises:
        QueryError: the metric cannot be sliced by that dimension.
    """
    asked = Asked(metric, by=(dimension,))
    find_metric(workspace.project, metric)
    _check_dimensions(workspace, asked)
    model = leaves_of(workspace.project, metric)[0].model
    with workspace.turn:
        workspace.load_stale([metric])
        found = find_values(workspace.engine.models[model], dimension, containing, most)
    return [value for value, _ in found]


def _check_dimensions(workspace: Workspace, asked: Asked) -> None:
    if len(asked.by) > MOST_DIMENSIONS:
        raise QueryError(
            f"{len(asked.by)} dimensions at once are too many to read", hint=f"ask for {MOST_DIMENSIONS} at most"
        )
    known = dimensions_of(workspace, asked.metric)
    for name in (*asked.by, *asked.picks):
        if name not in known:
            raise QueryError(f"metric {asked.metric!r} has no dimension {name!r}", hint=did_you_mean(name, known))


def _reach(workspace: Workspace, asked: Asked) -> tuple[date | None, date | None]:
    """The days that must be asked for: the shown periods, those compared, and the one before the last of all."""
    grain = asked.grain or workspace.project.metrics[asked.metric].grain
    shift = workspace.project.calendar.shift
    days = [day for day in (asked.at, asked.versus) if day is not None]
    start = None if asked.start is None else min([shift(asked.start, grain, -1), *days])
    end = None if asked.end is None else max([asked.end, *(shift(day, grain, 1) for day in days)])
    return start, end


def _within(asked: Asked, day: date) -> bool:
    return (asked.start is None or day >= asked.start) and (asked.end is None or day < asked.end)


def _pair(workspace: Workspace, asked: Asked, total: Answer) -> tuple[date | None, date | None]:
    """The period compared, and the one that it is compared with."""
    at = asked.at
    if at is None:
        closed = [row.period for row in total if row.complete and _within(asked, row.period)]
        at = closed[-1] if closed else None
    if at is None:
        return None, None
    return at, asked.versus or workspace.project.calendar.shift(at, total.grain, -1)


def _additivity(workspace: Workspace, asked: Asked) -> Additivity:
    """How segments by several dimensions make up the total: as the one that does so least."""
    with workspace.turn:
        kinds = {additivity(workspace.engine, asked.metric, name) for name in asked.by}
    order = (Additivity.NONE, Additivity.BY_PARTS, Additivity.ADDS)
    return next((kind for kind in order if kind in kinds), Additivity.ADDS)


def _denominators(total: Answer, pair: tuple[date | None, date | None]) -> dict[str, Amount]:
    """What a segment's part is a part of: the total's value, or its denominator."""
    row = next((row for row in total if row.period == pair[0]), None)
    if row is None:
        return {}
    return {"value": _amount(row), "denominator": _known(row.denominator)}


def _series(
    answer: Answer,
    shown: Sequence[date],
    pair: tuple[date | None, date | None],
    kind: Additivity,
    whole: Mapping[str, Amount],
) -> list[Series]:
    by_segment: dict[Segment, dict[date, Row]] = {segment: {} for segment in answer.segments}
    for row in answer:
        by_segment[row.segment][row.period] = row
    return [
        Series(
            segment,
            tuple(_amount(rows.get(day)) for day in shown),
            _amount(rows.get(pair[0])) if pair[0] else Undetermined(Reason.NO_PERIOD),
            _amount(rows.get(pair[1])) if pair[1] else Undetermined(Reason.NO_PERIOD),
            _weight(rows.get(pair[0]) if pair[0] else None, kind, whole),
        )
        for segment, rows in by_segment.items()
    ]


def _weight(row: Row | None, kind: Additivity, whole: Mapping[str, Amount]) -> Amount:
    if kind is Additivity.NONE:
        return Undetermined(Reason.NOT_ADDITIVE)
    key = "denominator" if kind is Additivity.BY_PARTS else "value"
    total = whole.get(key, Undetermined(Reason.NO_PERIOD))
    part = _known(row.denominator if kind is Additivity.BY_PARTS else row.value) if row else 0
    if isinstance(part, Undetermined) or isinstance(total, Undetermined):
        return Undetermined(Reason.PART_UNDETERMINED)
    return part / total if total else Undetermined(Reason.ZERO_DENOMINATOR)


def _amount(row: Row | None) -> Amount:
    return Undetermined(Reason.NO_PERIOD) if row is None else row.amount


def _known(value: int | float | None) -> Amount:
    return Undetermined(Reason.PART_UNDETERMINED) if value is None else value


def _largest_first(series: Series) -> tuple[bool, float, tuple[tuple[bool, str], ...]]:
    names = tuple((value is None, value or "") for _, value in series.segment)
    unknown = isinstance(series.now, Undetermined)
    return unknown, 0.0 if isinstance(series.now, Undetermined) else -series.now, names
