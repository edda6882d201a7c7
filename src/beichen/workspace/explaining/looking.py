"""Looking along all dimensions of one metric for segments that moved otherwise than the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Observation, Reason, Segment, Undetermined
from beichen.judgement.apart import Counted, standing_apart
from beichen.judgement.branches import Located
from beichen.workspace.explaining.leaftable import LeafTable, Leaves, LeftOut, is_counted
from beichen.workspace.refreshing.observe import Wish

Amount = int | float | Undetermined


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in one metric by itself.

    Attributes:
        residual: what the segments that add up leave of the metric's change; undetermined where none were looked at.
        reason: why nothing was found; None where something was.
    """

    found: tuple[Located, ...]
    residual: Amount
    reason: Reason | None
    left_out: tuple[LeftOut, ...] = ()


def look(leaves: Leaves, metric: str, ends: tuple[Observation, Observation]) -> Look:
    """The segments of a metric that stand out between two periods.

    Dimensions over which it adds up are crossed and localised together. Segments of the others
    are judged by their own numbers, one dimension at a time, and only where these are counts.
    """
    for end in ends:
        if not end.complete:
            return _nothing(Reason.PARTIAL_PERIOD)
        if isinstance(end.value, Undetermined):
            return _nothing(end.value.reason)
    kinds, wide = leaves.dimensions(metric)
    if not kinds:
        return _nothing(Reason.TOO_WIDE if wide else Reason.NO_DIMENSIONS, wide)
    added = _by_leaves(leaves, metric, kinds, ends)
    broken = {each.dimension for each in added.left_out if each.reason is Reason.NOT_ADDITIVE}
    apart = [name for name, kind in kinds.items() if kind is Additivity.NONE or name in broken]
    counted = is_counted(leaves.workspace.project, metric)
    found = _by_segments(leaves, metric, apart) if counted else ()
    unseen = [LeftOut(metric, name, Reason.NOT_ADDITIVE) for name in apart if not counted]
    wide += [each for each in added.left_out if each.dimension not in broken]
    reason = None
    if not added.found and not found:
        reason = added.reason if added.reason is not Reason.NOT_ADDITIVE or not counted else Reason.NOTHING_STANDS_OUT
    return Look((*added.found, *found), added.residual, reason, (*wide, *unseen))


def _nothing(reason: Reason, left_out: Sequence[LeftOut] = ()) -> Look:
    return Look((), Undetermined(reason), reason, tuple(left_out))


def _by_leaves(
    leaves: Leaves, metric: str, kinds: Mapping[str, Additivity], ends: tuple[Observation, Observation]
) -> Look:
    """Segments of all dimensions that add up, crossed."""
    adding = [name for name, kind in kinds.items() if kind is not Additivity.NONE]
    if not adding:
        return _nothing(Reason.NOT_ADDITIVE)
    ratio = Additivity.BY_PARTS in kinds.values()
    table, left_out = leaves.ask(metric, adding, ends, ratio=ratio)
    if not isinstance(table, LeafTable):
        return _nothing(table.reason, left_out)
    # NumPy is loaded by whoever looks along combinations of dimensions, not by all who explain a change.
    from beichen.judgement.localization.moves import localize_change

    answer = localize_change(table.to_arrow(), table.dimensions, ratio=ratio, squares=table.squares is not None)
    whole = not ratio and all(isinstance(end.value, int) for end in ends)
    found = tuple(
        Located(
            metric,
            tuple((name, None if value is None else str(value)) for name, value in each.where.items()),
            _plain(each.expected, whole=whole),
            _plain(each.actual, whole=whole),
            each.contribution if not whole else round(each.contribution),
            each.excess,
            each.within,
            each.mix,
            each.confidence,
        )
        for each in answer.segments
    )
    residual = answer.residual
    if whole and not isinstance(residual, Undetermined):
        residual = round(residual)
    return Look(found, residual, answer.reason, tuple(left_out))


def _plain(value: float | None, *, whole: bool) -> float | None:
    return None if value is None else round(value) if whole else value


class _Reading(Protocol):
    @property
    def value(self) -> Amount | None: ...
    @property
    def numerator(self) -> int | float | None: ...
    @property
    def denominator(self) -> int | float | None: ...


_Pair = tuple[_Reading | None, _Reading | None]


def _by_segments(leaves: Leaves, metric: str, dimensions: Sequence[str]) -> tuple[Located, ...]:
    """Segments that do not make up the total, each judged by its own numbers."""
    ends = {name: _segments(leaves, metric, name) for name in dimensions}
    counted = {
        name: {segment: one for segment, pair in found.items() if (one := _counted(pair)) is not None}
        for name, found in ends.items()
    }
    missing = Undetermined(Reason.NOT_ADDITIVE)
    return tuple(
        Located(metric, segment, *_values(ends[segment[0][0]][segment]), missing, missing, None, None, confidence)
        for segment, confidence in standing_apart(counted).items()
    )


def _segments(leaves: Leaves, metric: str, dimension: str) -> dict[Segment, _Pair]:
    """Both ends of every segment of one dimension: kept ones where they are fresh."""
    pair, workspace = leaves.pair, leaves.workspace
    wish = Wish(metric, pair.grain, (dimension,))
    if workspace.stale([wish]):
        asked = leaves.within([metric], [dimension])[metric]
        return {((dimension, values[0]),): (was, now) for values, (was, now) in asked.items()}
    observed = workspace.observer.read_periods([wish], [pair.versus, pair.at]).get(wish, [])
    before = {o.segment: o for o in observed if o.period == pair.versus}
    after = {o.segment: o for o in observed if o.period == pair.at}
    return {segment: (before.get(segment), after.get(segment)) for segment in dict.fromkeys([*before, *after])}


def _counted(pair: _Pair) -> Counted | None:
    """Events of both periods, and their tries; None where a period has no value."""
    parts: list[tuple[float, float]] = []
    for one in pair:
        if one is None or one.value is None or isinstance(one.value, Undetermined):
            return None
        parts.append((one.value, 1.0) if one.denominator is None else (one.numerator or 0, one.denominator))
    (before, before_size), (after, after_size) = parts
    return Counted(before, after, before_size, after_size)


def _values(pair: _Pair) -> tuple[float | None, float | None]:
    was, now = (None if one is None or isinstance(one.value, Undetermined) else one.value for one in pair)
    return was, now
