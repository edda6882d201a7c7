"""One condition of a definition, in which another differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """Which condition of a definition is meant."""

    PERIOD = "period"
    TIMEZONE = "timezone"
    WEEK_START = "week_start"
    KIND = "kind"
    MODEL = "model"
    DEDUPE = "dedupe"
    MEASURE = "measure"
    ENTITY = "entity"
    FILTER = "filter"
    THRESHOLD = "threshold"
    WINDOW = "window"
    STATE = "state"
    FORMULA = "formula"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing in which two definitions differ.

    Attributes:
        before, after: what it says in each, as the project would write it; None: nothing.
        of: the part of a ratio or lifecycle metric that it belongs to; "" for the metric itself.
    """

    aspect: Aspect
    before: str | None
    after: str | None
    of: str = ""
