"""Pieces of the sentences in which checks give their reasons."""

from __future__ import annotations

from beichen.domain.text import Locale, Text
from beichen.domain.time import Grain
from beichen.domain.units import format_value
from beichen.judgement.health.facts import Line
from beichen.judgement.health.grid import is_relative

LOCALES: tuple[Locale, Locale] = ("en", "zh")

_NAMES = {
    Grain.DAY: ("day", "天"),
    Grain.WEEK: ("week", "周"),
    Grain.MONTH: ("month", "个月"),
    Grain.QUARTER: ("quarter", "个季度"),
    Grain.YEAR: ("year", "年"),
}


def periods(count: int, grain: Grain) -> Text:
    """So many periods: `3 weeks`."""
    name, zh = _NAMES[grain]
    return Text(f"{count} {name}{'' if count == 1 else 's'}", f"{count} {zh}")


def percent(share: float, digits: int = 0) -> str:
    """A share as people read it: `12%`."""
    return f"{100 * share:.{digits}f}%".replace("-", "−")


def one_step(leader: Line) -> Text:
    """The step of the leader that a slope is told for: 1%, or one, where it may be 0 or less."""
    if is_relative(leader.values):
        return Text("1% of the North Star", "北极星指标每变动 1%")
    return Text("one more of the North Star", "北极星指标每变动 1 个单位")


def goes_with(slope: float, leader: Line, follower: Line) -> Text:
    """What the follower does at one step of the leader: in percent, or in its own unit where it may be 0 or less."""
    step = 0.01 if is_relative(leader.values) else 1.0
    if is_relative(follower.values):
        return Text.same(f"{100 * slope * step:.2f}%".replace("-", "−"))
    return Text(*(format_value(slope * step, follower.unit, locale) for locale in LOCALES))


def each(texts: list[Text]) -> Text:
    """A list of names."""
    return Text(", ".join(text.en for text in texts), "、".join(text.zh for text in texts))
