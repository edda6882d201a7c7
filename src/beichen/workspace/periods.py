"""Which two periods a view compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.observation import Observation
from beichen.domain.time import EARLIEST, LATEST, Calendar, Grain
from beichen.errors import QueryError


@dataclass(frozen=True, slots=True)
class Pair:
    """A period and the one that it is compared with, by their first days."""

    grain: Grain
    at: date
    versus: date


def choose_periods(
    calendar: Calendar, grain: Grain, observed: Sequence[Observation], at: date | None, versus: date | None
) -> Pair | None:
    """The periods asked for; by default the last complete one (or, when none is, the last) and the one before it.

    Args:
        observed: the totals of the metric that is looked at, by period.

    Returns:
        None when nothing is asked for and there is no period at all.

    Raises:
        QueryError: a day is not the first of a period, the data have no such period, or both are the same.
    """
    known = [observation.period for observation in observed]
    for day in (at, versus):
        if day is not None:
            _check(calendar, grain, known, day)
    if at is None:
        complete = [observation.period for observation in observed if observation.complete]
        latest = complete or known
        at = latest[-1] if latest else None
    if at is None:
        return None
    if versus == at:
        raise QueryError(f"{at} cannot be compared with itself", hint="name another period with --versus")
    return Pair(grain, at, versus or calendar.shift(at, grain, -1))


def _check(calendar: Calendar, grain: Grain, known: Sequence[date], day: date) -> None:
    extent = f"the data have periods from {known[0]} to {known[-1]}" if known else "there are no data"
    if not EARLIEST <= day <= LATEST:
        raise QueryError(f"the data have no {grain.value} that begins on {day}", hint=extent)
    start = calendar.start_of(day, grain)
    if start != day:
        raise QueryError(
            f"{day} is not the first day of a {grain.value}",
            hint=f"the {grain.value} that holds it is named {start}",
        )
    if day not in known:
        raise QueryError(f"the data have no {grain.value} that begins on {day}", hint=extent)
