"""The demo's days: when the data begin and end, and the week from which incidents are counted back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from beichen.domain.time import Calendar, Grain
from beichen.errors import SourceError

FEWEST_DAYS = 28
MOST_DAYS = 4000
RELEASE_EVERY = 42  # days between two versions of the app
_CALENDAR = Calendar("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Timeline:
    """`days` days, the last of them `until`."""

    until: date
    days: int

    def __post_init__(self) -> None:
        if not FEWEST_DAYS <= self.days <= MOST_DAYS:
            raise SourceError(
                f"cannot simulate {self.days} days", hint=f"choose between {FEWEST_DAYS} and {MOST_DAYS} days"
            )

    @property
    def first_day(self) -> date:
        return self.until - timedelta(days=self.days - 1)

    @property
    def last_week(self) -> date:
        """Monday of the last week that is whole."""
        return _CALENDAR.shift(_CALENDAR.start_of(self.until + timedelta(days=1), Grain.WEEK), Grain.WEEK, -1)

    def week(self, weeks_before: int, days: int = 0) -> date:
        """The day `days` after the Monday `weeks_before` the last whole week."""
        return self.last_week - timedelta(days=7 * weeks_before - days)

    def index(self, day: date) -> int:
        """0 for the first day, negative before it."""
        return (day - self.first_day).days

    @property
    def newest_release(self) -> date:
        """The day of the newest version: with it comes the incident of the last whole week."""
        return self.week(2, days=4)

    @property
    def newest_version(self) -> int:
        """Number of the newest version; version 0 is the one that the app began with."""
        return max(0, -(-self.index(self.newest_release) // RELEASE_EVERY))

    def version_name(self, number: int) -> str:
        return f"{5 + number // 10}.{number % 10}"

    def months(self) -> list[tuple[date, date]]:
        """First and last day of each month, cut to the timeline."""
        periods = _CALENDAR.periods(self.first_day, self.until, Grain.MONTH)
        return [(max(p.start, self.first_day), min(p.last_day, self.until)) for p in periods]
