"""Which day of two periods moved most, and whether a metric has a meaning without it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.metric import Derived, Index, Ratio, Simple, Threshold, parts_of
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import DAY, Grain
from beichen.engine.answer import Row
from beichen.engine.question import Question
from beichen.judgement.robustness_words import BOUNDS, MANY_DAYS, NO_DAYS, OVER_TIME
from beichen.judgement.segments import SUM_TOLERANCE
from beichen.workspace.explaining.ends import LeftOut, Rows, stretches
from beichen.workspace.periods import Pair

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

ONE_BY_ONE = 31
"""Days that are left out one after the other, at most, where daily values do not add up."""


def largest_day(workspace: Workspace, metric: str, pair: Pair, *, change: float) -> LeftOut | Text:
    """The day without which least of the change is left, or why there is none.

    Days are matched by their place in the period. Where daily values add up, that is the day
    whose own change is the largest; elsewhere each day is left out in turn.
    """
    if pair.grain is Grain.DAY:
        return NO_DAYS
    why_not = can_leave_days_out(workspace.project, metric)
    if why_not is not None:
        return why_not
    days = _days(workspace, pair)
    changes = _from_daily_values(workspace, metric, pair, days)
    if changes is None:
        if len(days) > ONE_BY_ONE:
            return MANY_DAYS
        changes = [_change_without(workspace, metric, pair, day) for day in days]
    sign = math.copysign(1, change)
    left = [(amount * sign, day.day, day) for amount, day in zip(changes, days, strict=True) if amount is not None]
    return min(left)[2] if left else OVER_TIME


def can_leave_days_out(project: Project, metric: str) -> Text | None:
    """None where a metric has a meaning without a day of its rows, else the reason why it has none.

    It has where every row counts in the period of its own day: sums, counts and other aggregates of
    a period's rows, behaviour within a period, and what is made of them.
    """
    spec = project.metrics[metric].spec
    match spec:
        case Simple() | Threshold():
            return None
        case Ratio() | Derived():
            reasons = (can_leave_days_out(project, part) for part in parts_of(spec))
            return next((reason for reason in reasons if reason is not None), None)
        case Index():
            return BOUNDS
        case _:
            return OVER_TIME


def _days(workspace: Workspace, pair: Pair) -> list[LeftOut]:
    calendar = workspace.project.calendar
    now, was = calendar.period(pair.at, pair.grain), calendar.period(pair.versus, pair.grain)
    count = min((now.until - now.start).days, (was.until - was.start).days)
    return [LeftOut(now.start + place * DAY, was.start + place * DAY) for place in range(count)]


def _from_daily_values(
    workspace: Workspace, metric: str, pair: Pair, days: Sequence[LeftOut]
) -> list[float | None] | None:
    """The change without each day, from one question for daily values; None where these do not make up the total."""
    daily: dict[date, Row] = {}
    for start, end in stretches(workspace, pair):
        with workspace.turn:
            answer = workspace.engine.answer(Question((metric,), grain=Grain.DAY, start=start, end=end))[0]
        daily |= {row.period: row for row in answer}
    ends = Rows(workspace, pair).ends([metric])[metric]
    was = _Side.of(workspace, pair, pair.versus, ends.before, daily)
    now = _Side.of(workspace, pair, pair.at, ends.after, daily)
    if was is None or now is None:
        return None
    return [_difference(was.without(day.counterpart), now.without(day.day)) for day in days]


@dataclass(frozen=True, slots=True)
class _Side:
    """One period's total and daily values, which make it up; of rates by their parts."""

    total: tuple[float, float | None]
    daily: Mapping[date, tuple[float, float]]

    @classmethod
    def of(
        cls, workspace: Workspace, pair: Pair, start: date, total: Observation | None, daily: Mapping[date, Row]
    ) -> _Side | None:
        """None where the daily values do not make up the total."""
        if total is None or isinstance(total.value, Undetermined):
            return None
        period = workspace.project.calendar.period(start, pair.grain)
        rows = [row for day, row in daily.items() if period.start <= day < period.until]
        if total.denominator is None:
            parts = {row.period: (row.value or 0, 0.0) for row in rows}
            made = _is_sum(total.value, [part for part, _ in parts.values()])
            return cls((total.value, None), parts) if made else None
        parts = {row.period: (row.numerator or 0, row.denominator or 0) for row in rows}
        made = _is_sum(total.numerator or 0, [part for part, _ in parts.values()])
        made = made and _is_sum(total.denominator, [part for _, part in parts.values()])
        return cls((total.numerator or 0, total.denominator), parts) if made else None

    def without(self, day: date) -> float | None:
        """The value of all other days; None where they have none."""
        part, whole = self.daily.get(day, (0.0, 0.0))
        numerator, denominator = self.total
        if denominator is None:
            return numerator - part
        return (numerator - part) / (denominator - whole) if denominator != whole else None


def _is_sum(total: float, parts: Sequence[float]) -> bool:
    size = math.fsum(map(abs, parts))
    return abs(math.fsum(parts) - total) <= SUM_TOLERANCE * max(size, abs(total))


def _change_without(workspace: Workspace, metric: str, pair: Pair, day: LeftOut) -> float | None:
    ends = Rows(workspace, pair, without=day).ends([metric])[metric]
    was, now = (None if o is None or isinstance(o.value, Undetermined) else o.value for o in (ends.before, ends.after))
    return _difference(was, now)


def _difference(was: float | None, now: float | None) -> float | None:
    return None if was is None or now is None else now - was
