"""What a period is called, in both languages."""

from __future__ import annotations

from datetime import date

from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain


def period_name(start: date, grain: Grain) -> Text:
    """A period by itself: `week of 7 Oct 2013`, `2013年10月7日当周`.

    Args:
        start: its first day.
    """
    match grain:
        case Grain.DAY:
            return Text(_day_en(start), _day_zh(start))
        case Grain.WEEK:
            return Text(f"week of {_day_en(start)}", f"{_day_zh(start)}当周")
        case Grain.MONTH:
            return Text(f"{_MONTHS[start.month - 1]} {start.year}", f"{start.year}年{start.month}月")
        case Grain.QUARTER:
            quarter = (start.month - 1) // 3
            return Text(f"Q{quarter + 1} {start.year}", f"{start.year}年第{'一二三四'[quarter]}季度")
        case Grain.YEAR:
            return Text(str(start.year), f"{start.year}年")


def period_within(start: date, grain: Grain) -> Text:
    """A period as the time in which something happened: `in the week of 7 Oct 2013`, `on 7 Oct 2013`."""
    name = period_name(start, grain)
    before = {Grain.DAY: "on", Grain.WEEK: "in the"}.get(grain, "in")
    return Text(f"{before} {name.en}", name.zh)


def period_against(start: date, versus: date, grain: Grain) -> Text:
    """What the period that begins on `start` is compared with: `the week before`, or the other period's name."""
    if versus == _previous(start, grain):
        return _BEFORE[grain]
    name = period_name(versus, grain)
    return Text(f"the {name.en}", name.zh) if grain is Grain.WEEK else name


_BEFORE = {
    Grain.DAY: Text("the day before", "前一天"),
    Grain.WEEK: Text("the week before", "前一周"),
    Grain.MONTH: Text("the month before", "前一个月"),
    Grain.QUARTER: Text("the quarter before", "前一季度"),
    Grain.YEAR: Text("the year before", "前一年"),
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _previous(start: date, grain: Grain) -> date:
    # A shift by whole periods depends on neither the timezone nor the day on which weeks begin.
    return Calendar("UTC").shift(start, grain, -1)


def _day_en(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
