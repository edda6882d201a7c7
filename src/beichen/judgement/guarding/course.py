"""When a metric is away from where it was expected: from the period in which it moved until it is back.

See docs/methods/guardrails.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.metric import Good
from beichen.domain.observation import Reason, Undetermined
from beichen.judgement.change import ExpectedRange, Verdict, no_range

Amount = int | float | Undetermined


class Stand(StrEnum):
    """Where a metric was in a period against where it would have been."""

    AWAY = "away"  # it has moved in the direction that is looked for, and is not back
    USUAL = "usual"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Course:
    """A metric over its closed periods.

    Attributes:
        values: by first day, in order.
        ranges: each told from the periods before it.
        told_before: the ranges of all periods, told from those before a day alone.
    """

    values: Mapping[date, Amount]
    ranges: Mapping[date, ExpectedRange]
    told_before: Callable[[date], Mapping[date, ExpectedRange]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a metric stood in one period; `since` is when it moved, while it is away."""

    stand: Stand
    since: date | None = None
    reason: Reason | None = None  # why it is not known


def follow(course: Course, direction: Good, periods: Sequence[date]) -> dict[date, Standing]:
    """Where a metric stood in every period.

    It is away from a period whose verdict is `moved` in that direction, and stays so
    until a value lies within the range that was told from before it moved: a lasting
    shift is not forgotten when ordinary ranges have learnt it. That range widens
    with time, so that nothing is away for ever.
    """
    found: dict[date, Standing] = {}
    since: date | None = None
    told: Mapping[date, ExpectedRange] = {}
    for day in periods:
        value = course.values.get(day, Undetermined(Reason.NO_PERIOD))
        if since is not None and isinstance(value, Undetermined):
            found[day] = Standing(Stand.UNKNOWN, since, value.reason)
            continue
        if since is not None and not _beyond(value, told.get(day), direction):
            since = None
        if since is None:
            expected = course.ranges.get(day) or no_range(Reason.NO_PERIOD)
            if expected.verdict is Verdict.UNDETERMINED:
                found[day] = Standing(Stand.UNKNOWN, None, expected.reason)
                continue
            if expected.verdict is Verdict.MOVED and _beyond(value, expected, direction):
                since, told = day, course.told_before(day)
        found[day] = Standing(Stand.AWAY if since else Stand.USUAL, since)
    return found


def _beyond(value: Amount, expected: ExpectedRange | None, direction: Good) -> bool:
    if isinstance(value, Undetermined) or expected is None or expected.low is None or expected.high is None:
        return False
    return value > expected.high if direction is Good.UP else value < expected.low
