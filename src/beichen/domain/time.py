"""Periods: how days fall into days, weeks, months, quarters and years, and which of them have closed.

The exact meaning is that of METRICS.md, "Time".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)

EARLIEST, LATEST = date(1000, 1, 1), date(9000, 12, 31)
"""The days that data may hold; beyond them windows and neighbouring periods would leave the calendar."""


class Grain(StrEnum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in one period; 0 for day and week."""
        return {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}.get(self, 0)


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Period:
    """`[start, until)`: named by its first day, closed before `until`."""

    start: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """A project's days: its timezone and the day on which its weeks begin (0 is Monday)."""

    timezone: str
    week_start: int = 0

    def start_of(self, day: date, grain: Grain) -> date:
        """First day of the period that holds `day`."""
        if grain is Grain.DAY:
            return day
        if grain is Grain.WEEK:
            return day - timedelta(days=(day.weekday() - self.week_start) % 7)
        month = (day.month - 1) // grain.months * grain.months + 1
        return date(day.year, month, 1)

    def shift(self, start: date, grain: Grain, steps: int) -> date:
        """First day of the period `steps` after (or, negative, before) the one that begins on `start`."""
        if grain is Grain.DAY:
            return start + steps * DAY
        if grain is Grain.WEEK:
            return start + steps * 7 * DAY
        return shift_months(start, grain.months * steps)

    def period(self, day: date, grain: Grain) -> Period:
        """The period that holds `day`."""
        start = self.start_of(day, grain)
        return Period(start, self.shift(start, grain, 1))

    def periods(self, first: date, last: date, grain: Grain) -> list[Period]:
        """Every period that touches `[first, last]`, in order; none when `last` is before `first`."""
        found: list[Period] = []
        start = self.start_of(first, grain)
        while start <= last and first <= last:
            until = self.shift(start, grain, 1)
            found.append(Period(start, until))
            start = until
        return found


def shift_months(start: date, months: int) -> date:
    """`start`, a first of a month, moved by whole months."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, start.day)


@dataclass(frozen=True, slots=True)
class Span:
    """What a model's data cover: from `first_day` through the day `through`; rows reach to `last_day`.

    `through` may lie before `last_day` (the running day is not whole) or after it
    (a source that says it is complete further than its latest row).
    """

    first_day: date
    through: date
    last_day: date

    @property
    def end(self) -> date:
        """The last day for which a period is returned."""
        return max(self.through, self.last_day)

    def covers(self, first: date, last: date) -> bool:
        """True when every day of `[first, last]` is covered."""
        return self.first_day <= first and last <= self.through


_DURATION = re.compile(r"\s*(\d+)\s*(minute|hour|day|week)s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as it is written: `7 days`, `30 minutes`."""

    amount: int
    unit: str  # minute, hour, day or week

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `N minutes|hours|days|weeks`.

        Raises:
            ValueError: the text is no such length, or N is 0.
        """
        match = _DURATION.fullmatch(text)
        if match is None or int(match[1]) == 0:
            raise ValueError(f"{text!r} is not a length of time such as '7 days' or '30 minutes'")
        return cls(int(match[1]), match[2].lower())

    @property
    def whole_days(self) -> int | None:
        """The number of days; None for minutes and hours."""
        return {"day": self.amount, "week": 7 * self.amount}.get(self.unit)

    def to_timedelta(self) -> timedelta:
        """The length in elapsed time."""
        return timedelta(**{self.unit + "s": self.amount})

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}" + ("s" if self.amount != 1 else "")
