"""What the person at the keyboard can fix, said so that they can fix it.

Anything that is not a `BeichenError` is our bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a project: a file relative to the project's folder, and a 1-based line."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class BeichenError(Exception):
    """An error with what to do about it, and the place it is about."""

    def __init__(self, message: str, *, hint: str | None = None, where: Where | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{advice}"


class ProjectError(BeichenError):
    """The project's files say something that cannot be; `others` are further such errors, in the files' order."""

    others: tuple[ProjectError, ...] = ()


class SourceError(BeichenError):
    """Data could not be brought in."""


class WarehouseError(BeichenError):
    """The warehouse is missing, locked, full or refuses the statement."""


class StatementError(WarehouseError):
    """The warehouse refuses a statement: what it says does not fit the data."""


class QueryError(BeichenError):
    """A question that has no answer as it was asked."""


class StateError(BeichenError):
    """The state store cannot be opened or written."""


class LimitError(BeichenError):
    """A request reached its limit on rows, time or memory."""


class MissingExtra(BeichenError):
    """A part that only some need is not installed."""

    def __init__(self, extra: str, reason: str) -> None:
        super().__init__(reason, hint=f"pip install 'beichen[{extra}]'")


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the closest of `known`, or all of them when they are few; None when there is none."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    if 0 < len(names) <= 12:
        return "known: " + ", ".join(names)
    return None
