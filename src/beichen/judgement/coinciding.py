"""What coincides with a change, by how much of it falls into the days and the segments that moved; never a cause.

The formula and what it assumes are in docs/methods/coinciding.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.event import Condition
from beichen.domain.observation import Segment
from beichen.domain.text import Text
from beichen.domain.time import DAY, Period

CONSTANT = 0.1  # of an overlap that is the same in both periods: it was there before, too
GONE = 0.75  # what was there in the compared period counts less than what is there now
ELSEWHERE, ANYWHERE, THERE = 0.4, 0.75, 1.0  # segments: other ones than those that stand out, none named, the same
FOR_ALL = 0.8  # metrics: none named, or one that is not on the path
STRONG = 0.5
"""From this overlap on the sentence names what coincides."""

LASTING = frozenset({"release", "price", "definition"})
"""Kinds that stay: from their first day on, the period is another one."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on some days.

    Attributes:
        ends_on: its last day; None while it runs.
        metrics: that it is about; () is all.
        segment: whom it concerned; () is everyone.
        author: a person of the project.
    """

    kind: str
    name: str
    text: Text
    begins_on: date
    ends_on: date | None
    metrics: tuple[str, ...] = ()
    segment: Condition = ()
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Coincidence:
    """A happening, and how much it overlaps with a change: 0–1."""

    happening: Happening
    overlap: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The change that is explained.

    Attributes:
        path: the metric, and the drivers below it that did most for the change.
        below: every metric that it rests on, itself among them.
        located: the segments that stand out, each with the metric of which it does.
    """

    period: Period
    versus: Period
    path: Collection[str]
    below: Collection[str]
    located: Sequence[tuple[str, Segment]] = ()


def rank_coinciding(happenings: Sequence[Happening], moved: Moved) -> list[Coincidence]:
    """What touches one of the two periods and is about something below the metric, most overlap first.

    The overlap is the product of three shares: of time (days touched in one period and
    not in the other), of place (the segments that stand out) and of the metrics named.
    Ties are in the order of first day (latest first), kind and name.
    """
    found = [Coincidence(each, overlap_of(each, moved)) for each in happenings]
    touching = [each for each in found if each.overlap > 0]
    return sorted(
        touching,
        key=lambda c: (-c.overlap, -c.happening.begins_on.toordinal(), c.happening.kind, c.happening.name),
    )


def overlap_of(happening: Happening, moved: Moved) -> float:
    """How much a happening overlaps with a change; 0 where it touches neither period, or is about other metrics."""
    about = _about(happening, moved)
    return round(time_overlap(happening, moved) * place_overlap(happening, moved) * about, 4)


def time_overlap(happening: Happening, moved: Moved) -> float:
    """Of the days: what is touched in one period and not in the other, and a little of what is touched in both."""
    now = touched_share(happening, moved.period)
    then = touched_share(happening, moved.versus)
    share = (1 - CONSTANT) * abs(now - then) + CONSTANT * max(now, then)
    return share * GONE if then > now else share


def touched_share(happening: Happening, period: Period) -> float:
    """The share of a period's days that a happening touches; what lasts touches every day from its first on."""
    lasting = happening.ends_on is None or happening.kind in LASTING
    last = period.last_day if lasting else min(happening.ends_on or period.last_day, period.last_day)
    days = (last - max(happening.begins_on, period.start)) // DAY + 1
    return max(0, days) / ((period.until - period.start) // DAY)


def place_overlap(happening: Happening, moved: Moved) -> float:
    """Of the segments: 1 where it names one that stands out, less where it names another, between where none is known."""
    named = {_bare(name): values for name, values in happening.segment}
    found = [_meets(named, {_bare(name): value for name, value in segment}) for _, segment in moved.located]
    if any(met is True for met in found):
        return THERE
    return ELSEWHERE if any(met is False for met in found) and None not in found else ANYWHERE


def _meets(named: dict[str, tuple[str | None, ...]], segment: dict[str, str | None]) -> bool | None:
    """Whether some of the segment lies in what is named; None where they speak of different dimensions."""
    shared = [dimension for dimension in named if dimension in segment]
    return all(segment[dimension] in named[dimension] for dimension in shared) if shared else None


def _bare(dimension: str) -> str:
    """A dimension without its model's name."""
    return dimension.rpartition(".")[2]


def _about(happening: Happening, moved: Moved) -> float:
    if not happening.metrics:
        return FOR_ALL
    if any(metric in moved.path for metric in happening.metrics):
        return 1.0
    return FOR_ALL if any(metric in moved.below for metric in happening.metrics) else 0.0


def tell_coinciding(found: Coincidence) -> Text:
    """A clause that says what else happened then, and nothing about why."""
    text = found.happening.text
    return Text(f"At the same time: {text.en}", f"同期：{text.zh}")
