"""A morning read as a value with its JSON document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from beichen.domain.observation import Reason
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.workspace.explaining.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Moved:
    """A metric that moved, with why, and the drivers of it that moved with it.

    Attributes:
        broken: it is a guardrail beyond its limit.
        earlier: its period had closed before the one that is read began.
    """

    explanation: Explanation
    importance: float
    broken: bool
    earlier: bool
    below: tuple[Moved, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            **self.explanation.as_dict(),
            "importance": self.importance,
            "guardrail_broken": self.broken,
            "earlier": self.earlier,
            "below": [row.as_dict() for row in self.below],
        }


@dataclass(frozen=True, slots=True)
class MorningRead:
    """Every metric in its last period that had closed by the end of one period; without data there is none."""

    grain: Grain
    period: date | None
    versus: date | None
    moved: tuple[Moved, ...]
    within_noise: tuple[str, ...]
    undetermined: Mapping[str, Reason]
    sentence: Text

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen explain --all --json`."""
        return {
            "grain": self.grain.value,
            "period": None if self.period is None else self.period.isoformat(),
            "versus": None if self.versus is None else self.versus.isoformat(),
            "moved": [row.as_dict() for row in self.moved],
            "within_noise": list(self.within_noise),
            "undetermined": [{"metric": name, "reason": why.value} for name, why in self.undetermined.items()],
            "sentence": self.sentence.as_dict(),
        }
