"""Did it move? The range in which each period's value was to be expected, from the periods before it.

See docs/methods/expected-range.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.days_off import NO_DAYS_OFF, DaysOff
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Calendar, Grain
from beichen.judgement.reading import Reading


class Verdict(StrEnum):
    """Where a value lies against its expected range."""

    MOVED = "moved"  # outside
    NOISE = "noise"  # inside
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """The range in which 95 of 100 values fall, from what came before the period, and what follows from it.

    Attributes:
        low, high: in the metric's unit; None where there is none. A running period has a range and no verdict.
        centre: the likeliest value.
        reason: why there is no verdict; its `text` says it in both languages.
    """

    low: float | None
    high: float | None
    centre: float | None
    verdict: Verdict
    reason: Reason | None


def no_range(reason: Reason) -> ExpectedRange:
    """No range, and why."""
    return ExpectedRange(None, None, None, Verdict.UNDETERMINED, reason)


def expected_ranges(
    history: Sequence[Reading],
    calendar: Calendar,
    grain: Grain,
    *,
    days_off: DaysOff = NO_DAYS_OFF,
    share: bool = False,
) -> dict[date, ExpectedRange]:
    """The range of every period from the first of `history` to the one after its last, by the period's first day.

    Each comes from the periods before it alone: what happens later never changes it.

    Args:
        history: in order of period; periods may be missing.
        days_off: holidays among the periods.
        share: the values lie in 0–1, and so do their ranges, as long as they all have.
    """
    from beichen.judgement.bands import find_bands  # NumPy, which not everything that knows a range needs

    if not history:
        return {}
    read = {reading.start: reading for reading in history}
    last = calendar.shift(history[-1].start, grain, 1)
    periods = calendar.periods(history[0].start, last, grain)
    # a period after the last is sampled like the last
    readings = [read.get(p.start) or Reading(p.start, _MISSING, True, history[-1].chance) for p in periods]
    bands = find_bands(readings, periods, grain, days_off, share=share)
    return {reading.start: _judge(reading, band) for reading, band in zip(readings, bands, strict=True)}


_MISSING = Undetermined(Reason.NO_PERIOD)


def _judge(reading: Reading, band: tuple[float, float, float] | None) -> ExpectedRange:
    if band is None:
        return no_range(_why_no_verdict(reading) or Reason.TOO_SHORT)
    low, centre, high = band
    reason = _why_no_verdict(reading)
    if reason is not None:
        return ExpectedRange(low, high, centre, Verdict.UNDETERMINED, reason)
    assert not isinstance(reading.value, Undetermined)
    slack = ROUNDING * max(abs(low), abs(high))
    inside = low - slack <= reading.value <= high + slack
    return ExpectedRange(low, high, centre, Verdict.NOISE if inside else Verdict.MOVED, None)


def _why_no_verdict(reading: Reading) -> Reason | None:
    if isinstance(reading.value, Undetermined):
        return reading.value.reason
    return None if reading.complete else Reason.PARTIAL_PERIOD


ROUNDING = 1e-9
