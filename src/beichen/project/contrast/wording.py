"""Settings of a definition as the project would write them."""

from __future__ import annotations

from enum import Enum

from beichen.domain.metric import AllTime, Days, Measure, Offset, ToDate, Trailing
from beichen.domain.time import Duration


def write_measure(measure: Measure) -> str:
    """`count_distinct user_id`; its filter is told elsewhere."""
    share = "" if measure.percentile is None else f" {measure.percentile:g}"
    return f"{measure.agg.value}{share}" + (f" {measure.expr}" if measure.expr else "")


def write_setting(value: object) -> str:
    """A name, a choice, or a length of time."""
    match value:
        case Enum():
            return str(value.value)
        case Trailing(days):
            return f"{days} days"
        case ToDate(grain):
            return f"{grain.value} to date"
        case AllTime():
            return "all time"
        case Offset(periods):
            return f"{periods} periods later"
        case Days(first, until):
            return f"days {first}-{until - 1}"
        case Duration(amount, unit):
            return f"{amount} {unit}" + ("s" if amount != 1 else "")
        case _:
            return str(value)
