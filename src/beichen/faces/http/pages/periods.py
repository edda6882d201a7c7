"""Periods by name, in both languages: which there are, and what they are called."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain, Period
from beichen.faces.http.pages.parts import Part, Words, grain_of
from beichen.faces.http.ports import BoardWorkspace


class PeriodName(Part):
    """A period: what it is called, which days it holds, whether it has closed."""

    start: date
    last_day: date
    grain: Grain
    name: Words
    short: Words = Field(description="For where the year is plain: W47, 第47周.")
    days: Words | None = Field(description="Which days it holds, where the name does not say so.")
    complete: bool


class PeriodList(Part):
    """The periods for which the North Star has a value, latest first."""

    grain: Grain
    latest: date | None = Field(description="The last complete period: what is shown when none is asked for.")
    periods: list[PeriodName]


def build_period_list(workspace: BoardWorkspace, grain: Grain | None = None) -> PeriodList:
    """Every period that can be looked at; none while nothing is computed."""
    chosen = grain_of(workspace.project, grain)
    flags = completeness(workspace, chosen)
    calendar = workspace.project.calendar
    named = [name_period(calendar, chosen, start, complete=flags[start]) for start in sorted(flags, reverse=True)]
    latest = next((period.start for period in named if period.complete), None)
    return PeriodList(grain=chosen, latest=latest, periods=named)


def completeness(workspace: BoardWorkspace, grain: Grain) -> dict[date, bool]:
    """By first day of each period of the North Star, whether it has closed."""
    star = workspace.project.north_star
    if star is None:
        return {}
    return {observation.period: observation.complete for observation in workspace.series([star], grain).get(star, ())}


def name_period(calendar: Calendar, grain: Grain, start: date, *, complete: bool) -> PeriodName:
    """A period with its names."""
    period = calendar.period(start, grain)
    return PeriodName(
        start=period.start,
        last_day=period.last_day,
        grain=grain,
        name=Words.of(_NAMES[grain](period)),
        short=Words.of(_SHORT[grain](period)),
        days=Words.of(_days(period)) if grain is Grain.WEEK else None,
        complete=complete,
    )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = (
    ("Mon", "周一"),
    ("Tue", "周二"),
    ("Wed", "周三"),
    ("Thu", "周四"),
    ("Fri", "周五"),
    ("Sat", "周六"),
    ("Sun", "周日"),
)


def _day_name(period: Period) -> Text:
    day = period.start
    english, chinese = _WEEKDAYS[day.weekday()]
    return Text(f"{english} {day.day} {_month(day)} {day.year}", f"{day.year}年{day.month}月{day.day}日 {chinese}")


def _day_short(period: Period) -> Text:
    return Text(f"{period.start.day} {_month(period.start)}", f"{period.start.month}月{period.start.day}日")


def _week_name(period: Period) -> Text:
    year, number = _week(period)
    return Text(f"Week {number}, {year}", f"{year}年第{number}周")


def _week_short(period: Period) -> Text:
    number = _week(period)[1]
    return Text(f"W{number}", f"第{number}周")


def _month_name(period: Period) -> Text:
    return Text(f"{_month(period.start)} {period.start.year}", f"{period.start.year}年{period.start.month}月")


def _month_short(period: Period) -> Text:
    return Text(_month(period.start), f"{period.start.month}月")


def _quarter_name(period: Period) -> Text:
    short, year = _quarter_short(period), period.start.year
    return Text(f"{short.en} {year}", f"{year}年{short.zh}")


def _quarter_short(period: Period) -> Text:
    quarter = (period.start.month - 1) // 3 + 1
    return Text(f"Q{quarter}", f"第{'一二三四'[quarter - 1]}季度")


def _year_name(period: Period) -> Text:
    return Text(str(period.start.year), f"{period.start.year}年")


_NAMES = {
    Grain.DAY: _day_name,
    Grain.WEEK: _week_name,
    Grain.MONTH: _month_name,
    Grain.QUARTER: _quarter_name,
    Grain.YEAR: _year_name,
}
_SHORT = {
    Grain.DAY: _day_short,
    Grain.WEEK: _week_short,
    Grain.MONTH: _month_short,
    Grain.QUARTER: _quarter_short,
    Grain.YEAR: _year_name,
}


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _week(period: Period) -> tuple[int, int]:
    """Year and number. A week belongs to the year that holds its fourth day (ISO 8601, for weeks from Monday)."""
    middle = date.fromordinal(period.start.toordinal() + 3)
    return middle.year, (middle.timetuple().tm_yday - 1) // 7 + 1


def _days(period: Period) -> Text:
    first, last = period.start, period.last_day
    same_month = (first.year, first.month) == (last.year, last.month)
    english_last = f"{last.day} {_MONTHS[last.month - 1]}"
    if same_month:
        return Text(f"{first.day}–{english_last}", f"{first.month}月{first.day}日–{last.day}日")
    return Text(
        f"{first.day} {_MONTHS[first.month - 1]} – {english_last}",
        f"{first.month}月{first.day}日–{last.month}月{last.day}日",
    )
