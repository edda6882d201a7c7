"""Days off: the days on which a country rests on a working day, or works on a weekend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

MADE_UP = "work on a day of rest"
"""The name of every day of a weekend on which a country works (China's 调休)."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days of a country that are not what their weekday says.

    Attributes:
        rests: a holiday's name, by day; a day in lieu has the name of the holiday that it belongs to.
        works: days of a weekend on which people work.
        weekend: the weekdays of rest; 0 is Monday.
    """

    rests: Mapping[date, str] = field(default_factory=dict)
    works: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})


NO_DAYS_OFF = DaysOff()
