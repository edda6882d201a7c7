"""Days on which the data are not as usual: no rows at all, or far more rows than usual that lack their entity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from statistics import median

from beichen.domain.time import DAY

FEWEST_DAYS = 28  # of history, before anything is usual
USUAL = 0.95  # of the days have rows, where a day without is unusual
FAR_MORE = 5.0  # times the usual share of rows without an entity
LEAST_SHARE = 0.01  # of a day's rows, that must lack it

Run = tuple[date, date]
"""The first and the last of days on end."""


def empty_runs(days: Collection[date]) -> list[Run]:
    """Days without rows between the first and the last that have some, where nearly every day does."""
    if not days:
        return []
    first = min(days)
    span = (max(days) - first) // DAY + 1
    if span < FEWEST_DAYS or len(days) < USUAL * span:
        return []
    every = (first + n * DAY for n in range(span))
    return runs_of(day for day in every if day not in days)


def lacking_runs(rows: Mapping[date, int], missing: Mapping[date, int]) -> list[Run]:
    """Days on which a far greater share of the rows than usual lacks something.

    Args:
        rows, missing: by day, how many there are and how many of them lack it.
    """
    if len(rows) < FEWEST_DAYS:
        return []
    shares = {day: missing.get(day, 0) / count for day, count in rows.items() if count}
    bound = max(LEAST_SHARE, FAR_MORE * median(shares.values()))
    return runs_of(day for day, share in shares.items() if share > bound)


def runs_of(days: Iterable[date]) -> list[Run]:
    """Days, in any order, as runs of days on end."""
    runs: list[Run] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
