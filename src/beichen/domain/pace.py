"""Pace: where a period that has not closed is likely to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.time import Grain


@dataclass(frozen=True, slots=True)
class Projection:
    """The close of a running period, foretold from how earlier periods closed.

    `so_far` is what the rows through the day `through` give. It is a part of a period:
    compare it with nothing that is whole.
    """

    grain: Grain
    period: date  # its first day
    through: date  # the last day whose rows are counted
    so_far: int | float
    projected: float
    low: float  # of an interval that holds the close nine times in ten
    high: float
    periods: int  # earlier periods on which this rests


class PaceVerdict(StrEnum):
    """What a projection says of a target."""

    AHEAD = "ahead"  # the whole interval is beyond the target
    ON_PACE = "on_pace"  # the target lies in the interval, or the limit holds in all of it
    SHORT = "short"  # the whole interval falls short of the target, or breaks the limit
    UNDETERMINED = "undetermined"  # nothing is asked of the period, or a limit holds in a part of the interval
