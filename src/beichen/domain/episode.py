"""Episodes: times in which a guardrail fired, and what was paid for what was won."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.time import Grain


class RuleKind(StrEnum):
    """What a guardrail fires on."""

    LIMIT = "limit"  # a fixed bound does not hold
    CONDITION = "condition"  # what it watches is up, and it has moved in its bad direction


@dataclass(frozen=True, slots=True)
class Trade:
    """What a period of an episode won and cost beyond what was to be expected without it, on average.

    Attributes:
        gained: of the metric that is pushed, in its unit.
        cost: of `cost_metric`, in its unit; larger is worse. Of a guardrail that is a ratio, its numerator.
        before: what `gained` would have cost at the rate that was usual before; None where the two are no amounts.
        periods: how many closed periods of the episode it is the mean of.
        segment: dimension → value of the segment that carried the most of both; empty where none stands out.
    """

    gained_metric: str
    gained: float
    cost_metric: str
    cost: float
    before: float | None
    periods: int
    segment: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Episode:
    """A time in which a guardrail fired.

    Attributes:
        began_on, last_on: first days of the first and the last period in which it did.
        over_on: first day of the first period in which it no longer did; None while it goes on.
    """

    metric: str
    watches: str
    rule: RuleKind
    grain: Grain
    began_on: date
    last_on: date
    over_on: date | None
    trade: Trade | None
