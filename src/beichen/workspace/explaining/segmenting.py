"""A metric by one dimension: every segment with its change, its part in the total's change, and its latest values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Observation, Reason, Segment, Undetermined
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.plan import find_metric
from beichen.engine.question import Question
from beichen.errors import QueryError, did_you_mean
from beichen.judgement.change import ExpectedRange
from beichen.judgement.segments import SegmentShare, share_segments
from beichen.warehouse.port import Limits
from beichen.workspace.explaining.expectation import ranges_from
from beichen.workspace.periods import Pair
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Amount = int | float | Undetermined

SHOWN = 100
"""Segments of one table, at most: the largest; of the rest it is said how many they are and what they make."""

JUDGED = 20
"""Of these, the largest so many are judged against their own usual noise."""

HISTORY = 160
"""Periods up to the latest from which a segment's usual noise is told."""

ASKED = Limits(rows=200_000, seconds=30)
"""What a dimension too wide to be kept may ask of the warehouse."""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment in a period and in the one compared with.

    Attributes:
        value: of the dimension; None for rows that have none.
        weight: its part of the total in the period, 0–1; of a rate, its part of the denominator.
        latest: its latest values up to the period, oldest first; empty where the dimension is not kept.
        expected: the range that its own history leads one to expect; None where it was not judged: the
            dimension is not kept, others are larger, or it has no value in some periods.
    """

    value: str | None
    share: SegmentShare
    weight: Amount
    latest: tuple[int | float | None, ...]
    expected: ExpectedRange | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """The segments that a table leaves out, together."""

    count: int
    before: Amount
    after: Amount
    contribution: Amount
    weight: Amount


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """A metric by one dimension, the largest contribution first.

    Attributes:
        additivity: how segments make up the total, as the definition promises.
        adds_up: None where they do in these periods, else the reason why no contribution is given.
    """

    metric: str
    dimension: str
    additivity: Additivity
    adds_up: Undetermined | None
    rows: tuple[SegmentRow, ...]
    rest: Rest | None


def dimensions_of(workspace: Workspace, metric: str) -> tuple[str, ...]:
    """The dimensions by which a metric can be sliced: first those whose segments make up the total."""
    # what adds up depends on the columns, which are there when the data are
    workspace.ensure([Wish(metric, find_metric(workspace.project, metric).grain)])
    engine = workspace.engine
    names = shared_dimensions(engine, metric)
    return tuple(sorted(names, key=lambda name: additivity(engine, metric, name) is Additivity.NONE))


def segment_table(workspace: Workspace, metric: str, dimension: str, pair: Pair, *, periods: int = 26) -> SegmentTable:
    """A metric's segments by a dimension, from what is kept; of a dimension that is too wide, from the warehouse.

    Args:
        periods: how many of the latest values are told of each segment.

    Raises:
        QueryError: the metric cannot be sliced by that dimension.
        LimitError: the dimension has too many values.
    """
    known = dimensions_of(workspace, metric)
    if dimension not in known:
        raise QueryError(f"metric {metric!r} has no dimension {dimension!r}", hint=did_you_mean(dimension, known))
    total, wish = Wish(metric, pair.grain), Wish(metric, pair.grain, (dimension,))
    workspace.ensure([total])
    ends = {o.period: o for o in workspace.observer.read_periods([total], [pair.versus, pair.at]).get(total, [])}
    kind = additivity(workspace.engine, metric, dimension)
    observed, latest = _observed(workspace, wish, pair, periods)
    judge = _expected(workspace, wish, observed if latest else (), pair)
    if pair.versus not in ends or pair.at not in ends:
        return SegmentTable(metric, dimension, kind, Undetermined(Reason.NO_PERIOD), (), None)
    was = {o.segment: o for o in observed if o.period == pair.versus}
    now = {o.segment: o for o in observed if o.period == pair.at}
    shares = share_segments(metric, kind, was, now, total_before=ends[pair.versus], total_after=ends[pair.at])
    weights = _weights(kind, now, ends[pair.at])
    rows = [
        SegmentRow(share.segment[0][1], share, weights.get(share.segment, _absent(kind)), latest.get(share.segment, ()))
        for share in shares
    ]
    rows = [replace(row, expected=judge(row.share.segment)) if at < JUDGED else row for at, row in enumerate(rows)]
    doubt = next((s.contribution for s in shares if isinstance(s.contribution, Undetermined)), None)
    rest = _rest(rows[SHOWN:], kind, was, now)
    return SegmentTable(metric, dimension, kind, doubt, tuple(rows[:SHOWN]), rest)


def _absent(kind: Additivity) -> Amount:
    return Undetermined(Reason.NOT_ADDITIVE) if kind is Additivity.NONE else 0.0


def _observed(
    workspace: Workspace, wish: Wish, pair: Pair, periods: int
) -> tuple[Sequence[Observation], Mapping[Segment, tuple[int | float | None, ...]]]:
    """The segments in both periods, and their latest values where these are kept."""
    calendar = workspace.project.calendar
    end = calendar.shift(pair.at, pair.grain, 1)
    if not workspace.stale([wish]):
        start = min(calendar.shift(pair.at, pair.grain, 1 - max(periods, HISTORY)), pair.versus)
        kept = workspace.observer.read([wish], start=start, end=max(end, calendar.shift(pair.versus, pair.grain, 1)))
        observed = kept.get(wish, [])
        return observed, _latest(observed, calendar.shift(pair.at, pair.grain, 1 - periods), pair.at)
    found: list[Observation] = []
    for day in (pair.versus, pair.at):
        question = Question(
            (wish.metric,), by=wish.by, grain=wish.grain, start=day, end=calendar.shift(day, pair.grain, 1)
        )
        with workspace.turn:
            found += workspace.observer.answered(workspace.engine.answer(question, ASKED)[0])
    return found, {}


def _expected(
    workspace: Workspace, wish: Wish, observed: Sequence[Observation], pair: Pair
) -> Callable[[Segment], ExpectedRange | None]:
    """How a segment's range is told; of one that has no value in some periods there is none."""
    own: dict[Segment, list[Observation]] = {}
    for o in observed:
        own.setdefault(o.segment, []).append(o)
    calendar = workspace.project.calendar

    def judge(segment: Segment) -> ExpectedRange | None:
        history = [o for o in own.get(segment, ()) if o.period <= pair.at]
        if not history or history[-1].period != pair.at:
            return None
        whole = calendar.periods(history[0].period, pair.at, wish.grain)
        if len(whole) != len(history):
            return None
        return ranges_from(workspace.project, wish.metric, wish.grain, history).get(pair.at)

    return judge


def _latest(observed: Sequence[Observation], start: date, at: date) -> dict[Segment, tuple[int | float | None, ...]]:
    values: dict[Segment, list[int | float | None]] = {}
    for o in observed:
        if start <= o.period <= at:
            values.setdefault(o.segment, []).append(None if isinstance(o.value, Undetermined) else o.value)
    return {segment: tuple(found) for segment, found in values.items()}


def _weights(kind: Additivity, now: Mapping[Segment, Observation], total: Observation) -> dict[Segment, Amount]:
    """Each segment's part of the total; nothing where the parts do not make it up."""
    if kind is Additivity.NONE:
        return dict.fromkeys(now, Undetermined(Reason.NOT_ADDITIVE))
    whole = total.denominator if kind is Additivity.BY_PARTS else total.value
    if whole is None or isinstance(whole, Undetermined):
        return dict.fromkeys(now, Undetermined(Reason.PART_UNDETERMINED))
    if whole == 0:
        return dict.fromkeys(now, Undetermined(Reason.ZERO_DENOMINATOR))
    return {
        segment: _part(o.denominator if kind is Additivity.BY_PARTS else o.value, whole) for segment, o in now.items()
    }


def _part(amount: Amount | None, whole: float) -> Amount:
    if amount is None or isinstance(amount, Undetermined):
        return Undetermined(Reason.PART_UNDETERMINED)
    return amount / whole


def _rest(
    rows: Sequence[SegmentRow], kind: Additivity, was: Mapping[Segment, Observation], now: Mapping[Segment, Observation]
) -> Rest | None:
    """What is left out as one: added up where segments add, a rate of its own where they are rates."""
    if not rows:
        return None
    segments = [row.share.segment for row in rows]
    contribution = _sum([row.share.contribution for row in rows])
    before = _together(kind, [was.get(segment) for segment in segments])
    after = _together(kind, [now.get(segment) for segment in segments])
    return Rest(len(rows), before, after, contribution, _sum([row.weight for row in rows]))


def _together(kind: Additivity, observed: Sequence[Observation | None]) -> Amount:
    there = [o for o in observed if o is not None]
    if kind is Additivity.ADDS:
        return _sum([o.value for o in there])
    if kind is Additivity.BY_PARTS:
        numerator, denominator = (
            math.fsum(o.numerator or 0 for o in there),
            math.fsum(o.denominator or 0 for o in there),
        )
        return numerator / denominator if denominator else Undetermined(Reason.ZERO_DENOMINATOR)
    return Undetermined(Reason.NOT_ADDITIVE)


def _sum(amounts: Sequence[Amount]) -> Amount:
    """Their sum, of integers exactly; the first that is undetermined is the answer."""
    total: int | float = 0
    for amount in amounts:
        if isinstance(amount, Undetermined):
            return amount
        total += amount
    return total
