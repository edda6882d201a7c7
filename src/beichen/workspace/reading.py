"""What callers give as text, read into the words of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from beichen.domain.time import Grain
from beichen.errors import QueryError

if TYPE_CHECKING:
    from beichen.engine.question import Question


class Asked(TypedDict, total=False):
    """How a question is narrowed.

    Keys:
        by: one dimension to slice by, or several.
        where: a condition on rows, checked against what a request may say.
        grain: None is each metric's own.
        start, end: days `[start, end)` in which the wanted periods begin.
    """

    by: str | Sequence[str]
    where: str | None
    grain: Grain | str | None
    start: date | None
    end: date | None


def read_question(metrics: str | Sequence[str], asked: Asked) -> Question:
    """A question from what a caller gives.

    Raises:
        QueryError: there is no such grain.
    """
    from beichen.engine.question import Question

    by = asked.get("by", ())
    return Question(
        metrics=(metrics,) if isinstance(metrics, str) else tuple(metrics),
        by=(by,) if isinstance(by, str) else tuple(dict.fromkeys(by)),
        where=asked.get("where"),
        grain=read_grain(asked.get("grain")),
        start=asked.get("start"),
        end=asked.get("end"),
    )


def read_grain(grain: Grain | str | None) -> Grain | None:
    """A grain by its name.

    Raises:
        QueryError: there is no such grain.
    """
    try:
        return None if grain is None else Grain(grain)
    except ValueError as error:
        raise QueryError(f"{grain!r} is not a grain", hint="one of " + ", ".join(Grain)) from error
