"""China's public holidays, as far as they change when people listen to music."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Holiday:
    """How a holiday changes a day, as factors: 1 is an ordinary day."""

    name: str
    big_cities: float  # listening where people leave for the holiday
    small_cities: float  # and where they come home to
    sign_ups: float


SPRING_FESTIVAL = Holiday("spring_festival", big_cities=0.80, small_cities=0.96, sign_ups=0.72)
QINGMING = Holiday("qingming", big_cities=0.95, small_cities=0.98, sign_ups=0.95)
LABOUR_DAY = Holiday("labour_day", big_cities=0.92, small_cities=1.0, sign_ups=1.05)
DRAGON_BOAT = Holiday("dragon_boat", big_cities=0.95, small_cities=0.99, sign_ups=0.97)
MID_AUTUMN = Holiday("mid_autumn", big_cities=0.95, small_cities=0.99, sign_ups=0.97)
NATIONAL_DAY = Holiday("national_day", big_cities=0.89, small_cities=1.01, sign_ups=1.08)


def holidays_between(first: date, last: date) -> Mapping[date, Holiday]:
    """The holiday of every day in `[first, last]` that is one; years outside 2018–2040 know the fixed dates only."""
    found: dict[date, Holiday] = {}
    for year in range(first.year, last.year + 1):
        for holiday, begins, days in _holidays_of(year):
            for offset in range(days):
                day = begins + timedelta(days=offset)
                if first <= day <= last:
                    found.setdefault(day, holiday)
    return found


def _holidays_of(year: int) -> list[tuple[Holiday, date, int]]:
    fixed = [
        (NATIONAL_DAY, date(year, 10, 1), 7),
        (LABOUR_DAY, date(year, 5, 1), 5),
        (QINGMING, date(year, 4, 4), 3),
    ]
    if year not in _LUNAR:
        return fixed
    new_year, dragon_boat, mid_autumn = (date(year, month, day) for month, day in _LUNAR[year])
    return [
        *fixed,
        (SPRING_FESTIVAL, new_year - timedelta(days=1), 8),
        (DRAGON_BOAT, dragon_boat, 3),
        (MID_AUTUMN, mid_autumn, 3),
    ]


# Month and day of the lunar New Year, of Dragon Boat and of Mid-Autumn.
_LUNAR: Mapping[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    2018: ((2, 16), (6, 18), (9, 24)),
    2019: ((2, 5), (6, 7), (9, 13)),
    2020: ((1, 25), (6, 25), (10, 1)),
    2021: ((2, 12), (6, 14), (9, 21)),
    2022: ((2, 1), (6, 3), (9, 10)),
    2023: ((1, 22), (6, 22), (9, 29)),
    2024: ((2, 10), (6, 10), (9, 17)),
    2025: ((1, 29), (5, 31), (10, 6)),
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)),
    2038: ((2, 4), (6, 7), (9, 13)),
    2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
}
