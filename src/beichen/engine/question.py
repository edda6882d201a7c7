"""A question to the engine, as a person or a face puts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beichen.domain.time import Grain


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        metrics: their names, each answered by itself.
        by: dimensions to slice by.
        where: a condition on rows; checked against what a request may say.
        grain: None is each metric's own.
        start, end: days `[start, end)` whose periods are wanted; they never cut the rows that a window needs.
        squares: also compute sums of squares, for observations.
    """

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: str | None = None
    grain: Grain | None = None
    start: date | None = None
    end: date | None = None
    squares: bool = False
