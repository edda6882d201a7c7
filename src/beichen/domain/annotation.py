"""Annotations: what people write on a trend, for those who look at it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LONGEST = 500
"""Characters of an annotation's text, at most."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said, of which days, and by whom.

    Attributes:
        metric: whose trend it stands on; None is every metric's.
        begins_on, ends_on: the first and the last day that it is about.
        author: a person of the project.
    """

    text: str
    begins_on: date
    ends_on: date
    metric: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note as it is kept; `revision` grows with every change, so that nobody overwrites what they have not seen."""

    id: int
    note: Note
    revision: int
    created_at: datetime  # UTC
    changed_at: datetime  # UTC
    deleted: bool = False
