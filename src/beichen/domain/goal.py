"""Goals: objectives, and the key results by which they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beichen.domain.text import Text
from beichen.domain.tree import Limit
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A metric to move from `start` to `target`, or to `keep` within a limit."""

    metric: str
    owner: str
    start: float | None = None
    target: float | None = None
    keep: Limit | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What a team wants by a day, and how it will know."""

    name: str
    label: Text
    owner: str
    begins_on: date
    ends_on: date
    key_results: tuple[KeyResult, ...]
    where: Where | None = None
