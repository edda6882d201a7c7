"""Segments: what each value of one dimension added to a metric's change, and which of all combinations stand out.

See docs/methods/segments.md, docs/methods/kitagawa.md and docs/methods/localization.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.judgement.rates import RatePart, split_rate

if TYPE_CHECKING:
    from beichen.judgement.localization.localize import Localization, localize

__all__ = ["Localization", "Reading", "Readings", "SegmentShare", "localize", "share_segments", "standing_out"]

Amount = float | Undetermined

SUM_TOLERANCE = 1e-9  # of the sum of the segments' sizes; less is rounding
LEAST_EXCESS = 0.1  # of the total's change, for a segment to stand out


def __getattr__(name: str) -> Any:
    # NumPy is loaded by whoever looks along combinations of dimensions, not by all who explain a change.
    if name in {"localize", "Localization"}:
        from beichen.judgement.localization import localize

        return getattr(localize, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Reading(Protocol):
    """A value with its parts, such as an `Observation`."""

    @property
    def value(self) -> Amount: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...


Readings = Mapping[Segment, Reading]


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """What one segment added to the change of `metric`, in the metric's own unit."""

    metric: str
    segment: Segment
    before: Amount
    after: Amount
    contribution: Amount  # undetermined where the segments do not make up the total
    excess: Amount  # contribution less what the segment's size alone would have given it
    within: Amount | None  # of a ratio, through its own rate; None for a metric that adds
    mix: Amount | None  # of a ratio, through its weight

    @property
    def change(self) -> Amount:
        """The segment's own change, which for a ratio is not its contribution."""
        return _difference(self.before, self.after)


def share_segments(
    metric: str,
    additivity: Additivity,
    before: Readings,
    after: Readings,
    *,
    total_before: Reading,
    total_after: Reading,
) -> tuple[SegmentShare, ...]:
    """What every segment of one dimension added to the change, largest first.

    Of a metric that adds, a segment's contribution is its own change; its excess is
    that less the change that it would have had, had every segment moved by the same
    percentage. Of a ratio, contribution = within + mix (see `beichen.judgement.rates`), and the
    excess is that less its mean weight's part of the change. Either way contributions
    add up to the total's change, and excesses to 0.

    Where the segments do not make up the total (event-scoped distincts, percentiles,
    an entity in two segments at once, a part without a value), no contribution is
    given: each segment's own change comes with the reason.

    Args:
        before, after: readings by segment. One that is missing in a period counts as 0
            where the metric adds or is a ratio, and is undetermined elsewhere.
        total_before, total_after: readings of the total, against which the sums are checked.
    """
    case = _Case(metric, before, after, total_before, total_after)
    match additivity:
        case Additivity.ADDS:
            shares = case.added()
        case Additivity.BY_PARTS:
            shares = case.by_parts()
        case Additivity.NONE:
            shares = case.apart(Undetermined(Reason.NOT_ADDITIVE))
    return tuple(sorted(shares, key=_largest_first))


def standing_out(shares: Iterable[SegmentShare], change: float) -> SegmentShare | None:
    """The segment that moved the total most beyond its size, in the direction of the total's change.

    None where no excess reaches a tenth of the change: then all moved much alike.
    """
    best, most = None, LEAST_EXCESS * abs(change)
    for share in shares:
        if isinstance(share.contribution, Undetermined) or share.contribution * change <= 0:
            continue
        excess = share.contribution if isinstance(share.excess, Undetermined) else share.excess
        if excess * math.copysign(1, change) > most:
            best, most = share, abs(excess)
    return best


@dataclass(frozen=True, slots=True)
class _Case:
    metric: str
    before: Readings
    after: Readings
    total_before: Reading
    total_after: Reading

    @property
    def segments(self) -> list[Segment]:
        return list(dict.fromkeys([*self.before, *self.after]))

    def added(self) -> list[SegmentShare]:
        was = {segment: _value(self.before.get(segment), 0) for segment in self.segments}
        now = {segment: _value(self.after.get(segment), 0) for segment in self.segments}
        doubt = _doubt(was.values(), self.total_before.value) or _doubt(now.values(), self.total_after.value)
        if doubt:
            return self.apart(doubt)
        growth = _quotient(_difference(self.total_before.value, self.total_after.value), self.total_before.value)
        shares = []
        for segment in self.segments:
            contribution = _difference(was[segment], now[segment])
            excess = _difference(_product(was[segment], growth), contribution)
            shares.append(
                SegmentShare(self.metric, segment, was[segment], now[segment], contribution, excess, None, None)
            )
        return shares

    def by_parts(self) -> list[SegmentShare]:
        was = {segment: _Parts.of(self.before.get(segment)) for segment in self.segments}
        now = {segment: _Parts.of(self.after.get(segment)) for segment in self.segments}
        total_was, total_now = _Parts.of(self.total_before), _Parts.of(self.total_after)
        doubt = total_was.doubt(was.values()) or total_now.doubt(now.values())
        if doubt:
            return self.apart(doubt)
        split = split_rate({segment: RatePart(*was[segment].known, *now[segment].known) for segment in self.segments})
        change = _difference(total_was.rate, total_now.rate)
        shares = []
        for segment in self.segments:
            ends = was[segment].rate, now[segment].rate
            if isinstance(split, Undetermined):
                shares.append(SegmentShare(self.metric, segment, *ends, split, split, split, split))
                continue
            part = split[segment]
            excess = _difference(_product(part.weight, change), part.contribution)
            shares.append(SegmentShare(self.metric, segment, *ends, part.contribution, excess, part.within, part.mix))
        return shares

    def apart(self, why: Undetermined) -> list[SegmentShare]:
        """Every segment's own values, without contributions."""
        missing = Undetermined(Reason.NO_ROWS)
        ends = [(s, _value(self.before.get(s), missing), _value(self.after.get(s), missing)) for s in self.segments]
        return [SegmentShare(self.metric, segment, was, now, why, why, None, None) for segment, was, now in ends]


@dataclass(frozen=True, slots=True)
class _Parts:
    numerator: Amount
    denominator: Amount

    @classmethod
    def of(cls, reading: Reading | None) -> _Parts:
        if reading is None:
            return cls(0.0, 0.0)
        if reading.denominator is None:
            return cls(Undetermined(Reason.PART_UNDETERMINED), Undetermined(Reason.PART_UNDETERMINED))
        # A quotient over nothing may know its denominator, 0, and have no numerator.
        return cls(reading.numerator or 0.0, reading.denominator)

    @property
    def known(self) -> tuple[float, float]:
        assert not isinstance(self.numerator, Undetermined) and not isinstance(self.denominator, Undetermined)
        return self.numerator, self.denominator

    @property
    def rate(self) -> Amount:
        return _quotient(self.numerator, self.denominator)

    def doubt(self, parts: Iterable[_Parts]) -> Undetermined | None:
        """Why `parts` may not make up this whole; None when they do."""
        parts = list(parts)
        return _doubt([part.numerator for part in parts], self.numerator) or _doubt(
            [part.denominator for part in parts], self.denominator
        )


def _doubt(parts: Iterable[Amount], total: Amount) -> Undetermined | None:
    """Why the sum of `parts` may not be `total`; None when it is."""
    known = []
    for part in (total, *parts):
        if isinstance(part, Undetermined):
            return Undetermined(Reason.PART_UNDETERMINED)
        known.append(part)
    whole, *rest = known
    size = math.fsum(map(abs, rest))
    return (
        None
        if abs(math.fsum(rest) - whole) <= SUM_TOLERANCE * max(size, abs(whole))
        else Undetermined(Reason.NOT_ADDITIVE)
    )


def _value(reading: Reading | None, missing: Amount) -> Amount:
    return missing if reading is None else reading.value


def _difference(before: Amount, after: Amount) -> Amount:
    if isinstance(before, Undetermined):
        return before
    return after if isinstance(after, Undetermined) else after - before


def _product(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Undetermined):
        return left
    return right if isinstance(right, Undetermined) else left * right


def _quotient(numerator: Amount, denominator: Amount) -> Amount:
    if isinstance(numerator, Undetermined):
        return numerator
    if isinstance(denominator, Undetermined):
        return denominator
    return numerator / denominator if denominator else Undetermined(Reason.ZERO_DENOMINATOR)


def _largest_first(share: SegmentShare) -> tuple[bool, float, tuple[tuple[str, bool, str], ...]]:
    size = share.change if isinstance(share.contribution, Undetermined) else share.contribution
    names = tuple((dimension, value is not None, value or "") for dimension, value in share.segment)
    return isinstance(size, Undetermined), 0.0 if isinstance(size, Undetermined) else -abs(size), names
