"""Initiatives: what was done, when, to whom, and for which metric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beichen.domain.text import Text
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something that a team did to move metrics."""

    name: str
    label: Text
    owner: str
    metrics: tuple[str, ...]
    begins_on: date
    ends_on: date | None = None  # the last day; None: still running
    segment: tuple[tuple[str, tuple[str | None, ...]], ...] = ()  # dimension → values; () is everyone
    link: str | None = None
    where: Where | None = None
