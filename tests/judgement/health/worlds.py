"""Two years of a metric, by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.health.facts import Facts, Line

WEEKS = 104
MONDAY = date(2024, 1, 1)
TODAY = MONDAY + timedelta(weeks=WEEKS)


def ripple(week: int, every: int = 5, size: float = 0.02) -> float:
    """A movement that looks like noise and is the same in every run."""
    return size * math.sin(every * week * week + week)


def line(name: str, values: Sequence[float | None], good: Good | None = Good.UP) -> Line:
    return Line(name, Text.same(name), tuple(values), good)


def star(weeks: int = WEEKS) -> Line:
    """Grows by half a percent a week, with ripples of 2%."""
    return line("listeners", [1000 * math.exp(0.005 * week + ripple(week)) for week in range(weeks)])


def facts(north_star: Line | None = None) -> Facts:
    """Just a North Star and the days."""
    told = north_star or star()
    count = len(told.values)
    return Facts(Grain.WEEK, tuple(MONDAY + timedelta(weeks=at) for at in range(count)), told, TODAY)


def with_last(told: Line, change: Sequence[float]) -> Line:
    """The line with its last weeks multiplied by these."""
    values = list(told.values)
    for at, factor in enumerate(change):
        before = values[at - len(change)]
        assert before is not None
        values[at - len(change)] = before * factor
    return replace(told, values=tuple(values))
