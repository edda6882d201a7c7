"""Two candidates beside one another: in which parts of the score is one surely ahead?"""

from __future__ import annotations

from dataclasses import dataclass

from beichen.judgement.screening.part import PartScore
from beichen.judgement.screening.resampling import interval


@dataclass(frozen=True, slots=True)
class Difference:
    """The first less the second, 0–1, with its interval: both are drawn from the same entities at once."""

    value: float
    low: float
    high: float

    @property
    def ahead(self) -> str | None:
        """`first` or `second` where chance does not account for it; None where it may."""
        return "first" if self.low > 0 else "second" if self.high < 0 else None


def compare(first: PartScore, second: PartScore) -> Difference | None:
    """The difference of one part; None where either is undetermined, or they are of different entities."""
    if first.draws is None or second.draws is None or len(first.draws) != len(second.draws):
        return None
    draws = first.draws - second.draws
    low, high = interval(draws)
    value = float(draws[0])
    return Difference(value, min(low, value), max(high, value))
