"""Looking again every period without crying wolf: a statistic has to stay beyond its threshold.

The reference stands still while it does, so that a failure does not become usual by lasting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.time import Grain

WATCH, FAIL = 2.75, 3.5  # standard errors
WATCH_RUN, FAIL_RUN = 2, 4  # looks in a row


@dataclass(frozen=True, slots=True)
class Cadence:
    """How many periods count, at one grain.

    Attributes:
        latest: held against the reference.
        least, longest: of a reference.
        year: of a reference from which the year's pattern is known; with less than it nothing is said to have failed.
        track: periods back for which the statistic is told.
        hold: for which the reference may stand still.
    """

    latest: int
    least: int
    longest: int
    year: int
    track: int
    hold: int


CADENCES: Mapping[Grain, Cadence] = {
    Grain.DAY: Cadence(latest=56, least=182, longest=728, year=357, track=364, hold=364),
    Grain.WEEK: Cadence(latest=8, least=26, longest=104, year=51, track=52, hold=52),
    Grain.MONTH: Cadence(latest=4, least=18, longest=60, year=18, track=24, hold=12),
    Grain.QUARTER: Cadence(latest=3, least=12, longest=40, year=12, track=12, hold=6),
    Grain.YEAR: Cadence(latest=3, least=10, longest=40, year=10, track=6, hold=3),
}


class Status(StrEnum):
    """What a check says."""

    OK = "ok"
    WATCH = "watch"
    FAILED = "failed"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Look:
    """What one weekly look saw; `statistic` None: nothing could be told then."""

    on: date  # first day of the period
    statistic: float | None


@dataclass(frozen=True, slots=True)
class Watched:
    """All looks in order, with what they come to.

    Attributes:
        since: first day of the period from which on the statistic lies beyond the threshold; None: it does not.
        reference: of the last look, as positions from and until.
    """

    looks: tuple[Look, ...]
    status: Status
    since: date | None
    reference: tuple[int, int]

    @property
    def statistic(self) -> float | None:
        return self.looks[-1].statistic if self.looks else None


Statistic = Callable[[int, int, int], float | None]
"""Of the periods `[first, edge)` as the reference against those `[edge, end)`."""


def watch(statistic: Statistic, starts: Sequence[date], grain: Grain, first: int = 0) -> Watched | None:
    """Look at every period from where the history suffices.

    Args:
        first: position of the first value.

    Returns:
        None where it never suffices.
    """
    cadence = CADENCES[grain]
    begin = max(first + cadence.least + cadence.latest, len(starts) + 1 - cadence.track)
    if begin > len(starts):
        return None
    looks: list[Look] = []
    run = frozen = edge = lo = 0
    for end in range(begin, len(starts) + 1):
        edge = frozen if run and end - frozen <= cadence.hold else end - cadence.latest
        lo = max(first, edge - cadence.longest)
        found = statistic(lo, edge, end)
        beyond = found is not None and found > WATCH
        run, frozen = (run + 1, edge) if beyond else (0, 0)
        looks.append(Look(starts[end - 1], found))
    status = _status(looks, known_year=edge - lo >= cadence.year)
    return Watched(tuple(looks), status, looks[-run].on if run else None, (lo, edge))


def _status(looks: Sequence[Look], *, known_year: bool) -> Status:
    if looks[-1].statistic is None:
        return Status.UNDETERMINED
    if known_year and _stays(looks, FAIL, FAIL_RUN):
        return Status.FAILED
    return Status.WATCH if _stays(looks, WATCH, WATCH_RUN) else Status.OK


def _stays(looks: Sequence[Look], threshold: float, run: int) -> bool:
    latest = looks[-run:]
    return len(latest) == run and all(look.statistic is not None and look.statistic > threshold for look in latest)
