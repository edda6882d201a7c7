"""Pieces of the sentences in which checks give their reasons."""

from __future__ import annotations

from beichen.domain.text import Text
from beichen.domain.time import Grain

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


def times(slope: float) -> Text:
    """What goes with 1%."""
    return Text.same(f"{slope:.2f}%".replace("-", "−"))


def each(texts: list[Text]) -> Text:
    """A list of names."""
    return Text(", ".join(text.en for text in texts), "、".join(text.zh for text in texts))
