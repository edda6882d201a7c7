"""What an episode won and what it cost, beside what the same would have cost before.

See docs/methods/guardrails.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from beichen.domain.episode import Trade
from beichen.domain.metric import Good, Metric
from beichen.domain.observation import Undetermined
from beichen.domain.text import Locale, Text
from beichen.domain.units import format_change, format_distance, is_share
from beichen.judgement.change import ExpectedRange
from beichen.judgement.guarding.course import Amount
from beichen.judgement.segments import SegmentShare

LEAST_SHARE = 0.25  # of both changes, for a segment to carry them


@dataclass(frozen=True, slots=True)
class Amounts:
    """A metric in an episode: what it was, and what it would have been, told from before the episode.

    Attributes:
        is_amount: a number of things, so that one can be had for so many of another.
        direction: that of the movement, which counts as positive.
    """

    metric: str
    values: Mapping[date, Amount]
    told: Mapping[date, ExpectedRange]
    is_amount: bool
    direction: Good


def weigh(won: Amounts, paid: Amounts, periods: Sequence[date]) -> Trade | None:
    """What was won and paid a period, on average; None where nothing was won, nothing was paid, or it cannot be told."""
    known = [day for day in periods if _difference(won, day) is not None and _difference(paid, day) is not None]
    if not known:
        return None
    gained = fmean(_difference(won, day) or 0.0 for day in known)
    cost = fmean(_difference(paid, day) or 0.0 for day in known)
    if gained <= 0 or cost <= 0:
        return None
    usual_won, usual_paid = _expected(won, known), _expected(paid, known)
    countable = won.is_amount and paid.is_amount and usual_won > 0
    before = gained * usual_paid / usual_won if countable else None
    return Trade(won.metric, gained, paid.metric, cost, before, len(known), {})


def carrying(won: Sequence[SegmentShare], paid: Sequence[SegmentShare], up: Good, bad: Good) -> SegmentShare | None:
    """The segment that carried the most of both changes, each beyond its size; None where none carries a quarter of both.

    Args:
        won, paid: all segments of the two metrics, by whichever dimensions.
    """
    gains, costs = _carried(won, up), _carried(paid, bad)
    both = [share for share in won if share.segment in gains and share.segment in costs]
    return max(both, key=lambda s: min(gains[s.segment], costs[s.segment]), default=None)


def describe_trade(trade: Trade, metrics: Mapping[str, Metric]) -> Text:
    """`+1,200 engaged listeners cost 340 complaints; before: 90 per 1,200`."""
    return Text(_sentence(trade, metrics, "en"), _sentence(trade, metrics, "zh"))


def _difference(of: Amounts, day: date) -> float | None:
    """How far a value lies beyond what was expected, in the direction of the movement."""
    value, expected = of.values.get(day), of.told.get(day)
    if value is None or isinstance(value, Undetermined) or expected is None or expected.centre is None:
        return None
    return (value - expected.centre) * (1 if of.direction is Good.UP else -1)


def _expected(of: Amounts, days: Sequence[date]) -> float:
    centres = (of.told[day].centre for day in days)
    return fmean(centre for centre in centres if centre is not None)


def _carried(shares: Sequence[SegmentShare], direction: Good) -> dict[object, float]:
    """The part of a change that each segment carried, of those beyond their size."""
    sign = 1 if direction is Good.UP else -1
    totals: dict[str, float] = {}
    for share in shares:
        if not isinstance(share.contribution, Undetermined):
            dimension = share.segment[0][0]
            totals[dimension] = totals.get(dimension, 0.0) + sign * share.contribution
    carried: dict[object, float] = {}
    for share in shares:
        if isinstance(share.contribution, Undetermined) or isinstance(share.excess, Undetermined):
            continue
        total = totals[share.segment[0][0]]
        if total > 0 and sign * share.excess > 0 and sign * share.contribution >= LEAST_SHARE * total:
            carried[share.segment] = sign * share.contribution / total
    return carried


def _sentence(trade: Trade, metrics: Mapping[str, Metric], locale: Locale) -> str:
    won, paid = metrics[trade.gained_metric], metrics[trade.cost_metric]
    down = won.good is Good.DOWN
    change = format_change(_rounded(-trade.gained if down else trade.gained, won.unit), won.unit, locale)
    cost = _counted(trade.cost, paid, locale)
    per = format_distance(_rounded(trade.gained, won.unit), won.unit, locale)
    if locale == "zh":
        text = f"{won.label.zh} {change}，代价是{paid.label.zh} {cost}"
        return text if trade.before is None else f"{text}；以往每 {per} 对应 {_counted(trade.before, paid, locale)}"
    text = f"{change} {won.label.en} cost {cost} {paid.label.en}"
    return text if trade.before is None else f"{text}; before: {_counted(trade.before, paid, locale)} per {per}"


def _counted(amount: float, metric: Metric, locale: Locale) -> str:
    return format_distance(_rounded(amount, metric.unit), metric.unit, locale)


def _rounded(amount: float, unit: str | None) -> float:
    """Whole things where there are many of them."""
    return round(amount) if not is_share(unit) and abs(amount) >= WHOLE else amount


WHOLE = 10
