"""Which country's holidays a project lives by, and on which days they fall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources

from beichen.domain.days_off import NO_DAYS_OFF, DaysOff
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import DAY

NONE = "none"
"""What a project writes that has no holidays."""

# Without it names are in the language of the machine; a country that has none in English keeps its own.
_ENGLISH = "en_US"
_CHINESE = "zh_CN"


def country_of(project: Project) -> str | None:
    """The country, or its part (`US-CA`), whose holidays count; None for none.

    That of `holidays:` in beichen.yml; without it, the country to which the tz database
    counts the project's timezone, and none for `UTC` and the other zones of no country.
    """
    if project.holidays is not None:
        return None if project.holidays == NONE else project.holidays
    return _countries().get(project.calendar.timezone)


def read_days_off(country: str | None, first: date, last: date) -> DaysOff:
    """The days off of a country from the year of `first` to that of `last`.

    A country that the package `holidays` does not know has none.
    """
    if country is None or not is_known(country):
        return NO_DAYS_OFF
    return _days_off(country, first.year, last.year)


def read_holiday_names(country: str | None, first: date, last: date) -> Mapping[date, Text]:
    """What each day off from `first` to `last` is called; days of a weekend on which people work are named, too.

    A country that has no Chinese names keeps its English ones.
    """
    found = read_days_off(country, first, last)
    chinese = _chinese_names(country, first.year, last.year) if country is not None and found.rests else {}
    named = {day: Text(name, chinese.get(name, name)) for day, name in found.rests.items()}
    named |= dict.fromkeys(found.works, Text("Working weekend day", "调休上班"))
    return {day: text for day, text in named.items() if first <= day <= last}


def is_known(country: str) -> bool:
    """Whether holidays of a country, or of its part, can be told."""
    from holidays.registry import COUNTRIES

    code, _, part = country.partition("-")
    known = {code for names in COUNTRIES.values() for code in names[1:]}
    if code not in known:
        return False
    return not part or _has_part(code, part)


def _has_part(code: str, part: str) -> bool:
    from holidays import country_holidays

    try:
        country_holidays(code, subdiv=part)
    except NotImplementedError:
        return False
    return True


@cache
def _days_off(country: str, first_year: int, last_year: int) -> DaysOff:
    from holidays import country_holidays

    code, _, part = country.partition("-")
    # one year on either side: a break may begin in the year before
    years = range(first_year - 1, last_year + 2)
    found = country_holidays(code, subdiv=part or None, years=years, language=_ENGLISH)
    works = frozenset(getattr(found, "weekend_workdays", ()))
    weekend = frozenset(found.weekend)
    rests = {day: name for day, name in sorted(found.items()) if day not in works}
    return DaysOff(_whole_breaks(rests, weekend, works), works, weekend)


@cache
def _chinese_names(country: str, first_year: int, last_year: int) -> Mapping[str, str]:
    """Names of holidays in Chinese by their English ones; empty for a country that has none."""
    from holidays import country_holidays

    code, _, part = country.partition("-")
    years = range(first_year - 1, last_year + 2)
    english = country_holidays(code, subdiv=part or None, years=years, language=_ENGLISH)
    if _CHINESE not in english.supported_languages:
        return {}
    chinese = country_holidays(code, subdiv=part or None, years=years, language=_CHINESE)
    return {
        name.split(" (")[0]: chinese[day].split(" (")[0].split("（")[0]
        for day, name in english.items()
        if _is_holiday(name) and day in chinese
    }


def _whole_breaks(rests: Mapping[date, str], weekend: frozenset[int], works: frozenset[date]) -> dict[date, str]:
    """Every day off under its holiday's own name, and the weekends within a break with it.

    The package calls a day in lieu by a name of its own; its effect is the holiday's.
    """
    whole: dict[date, str] = {}
    for day, name in rests.items():
        before = _days_before(day, whole, weekend, works)
        if before is not None:
            whole |= dict.fromkeys(before[1:], whole[before[0]])
        whole[day] = name.split(" (")[0] if before is None or _is_holiday(name) else whole[before[0]]
    return whole


def _is_holiday(name: str) -> bool:
    """False for a day in lieu that says only from where it was moved."""
    return "substituted from" not in name


def _days_before(
    day: date, known: Mapping[date, str], weekend: Iterable[int], works: frozenset[date]
) -> list[date] | None:
    """The day off that the break of `day` goes on from, with the weekend in between; None where a break begins."""
    between: list[date] = []
    earlier = day - DAY
    while earlier not in known:
        if earlier.weekday() not in weekend or earlier in works:
            return None
        between.append(earlier)
        earlier -= DAY
    return [earlier, *between]


@cache
def _countries() -> Mapping[str, str]:
    """The country of every timezone that the tz database counts to one."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
