"""How one number becomes another, as a value with its JSON document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from beichen.domain.observation import Undetermined
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.project.contrast.condition import Condition
from beichen.project.contrast.wording import describe_condition

Amount = int | float | Undetermined


@dataclass(frozen=True, slots=True)
class Step:
    """One condition changed (several, where none of them can be changed alone), and the value that this gives."""

    conditions: tuple[Condition, ...]
    value: int | float
    change: int | float

    @property
    def text(self) -> Text:
        told = [describe_condition(condition) for condition in self.conditions]
        return Text("; ".join(text.en for text in told), "；".join(text.zh for text in told))

    def as_dict(self) -> dict[str, Any]:
        aspects = dict.fromkeys(condition.aspect.value for condition in self.conditions)
        return {
            "condition": "+".join(aspects),
            "text": self.text.as_dict(),
            "conditions": [_condition(condition) for condition in self.conditions],
            "value": self.value,
            "change": self.change,
        }


@dataclass(frozen=True, slots=True)
class Guessed:
    """How a figure of unknown definition was looked for.

    Attributes:
        periods: how many periods of the figure were compared.
        alternatives: other ways that give the same figures in as few steps.
        nearest: the one change that comes nearest, where no way was found.
        tried: how many definitions.
    """

    periods: int
    alternatives: tuple[tuple[Step, ...], ...]
    nearest: Step | None
    tried: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "periods": self.periods,
            "alternatives": [[step.as_dict() for step in steps] for steps in self.alternatives],
            "nearest": None if self.nearest is None else self.nearest.as_dict(),
            "tried": self.tried,
        }


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The walk from `a` to `b`: changes of the steps and what is left unexplained add up to the difference.

    Attributes:
        b: a metric, or what was given as figures.
        guessed: for figures, whose definition is not known: how the steps were found; None for two metrics.
    """

    a: str
    b: str
    grain: Grain
    period: date
    a_value: Amount
    b_value: Amount
    steps: tuple[Step, ...]
    unexplained: Amount
    guessed: Guessed | None = None

    @property
    def difference(self) -> Amount:
        for value in (self.a_value, self.b_value):
            if isinstance(value, Undetermined):
                return value
        assert not isinstance(self.a_value, Undetermined) and not isinstance(self.b_value, Undetermined)
        return self.b_value - self.a_value

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen reconcile --json`."""
        undetermined = next((x for x in (self.a_value, self.b_value) if isinstance(x, Undetermined)), None)
        return {
            "a": self.a,
            "b": self.b,
            "grain": self.grain.value,
            "period": self.period.isoformat(),
            "a_value": _plain(self.a_value),
            "b_value": _plain(self.b_value),
            "difference": _plain(self.difference),
            "steps": [step.as_dict() for step in self.steps],
            "unexplained": _plain(self.unexplained),
            "guessed": None if self.guessed is None else self.guessed.as_dict(),
            "reason": None if undetermined is None else undetermined.reason.value,
        }


def _plain(amount: Amount) -> int | float | None:
    return None if isinstance(amount, Undetermined) else amount


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "aspect": condition.aspect.value,
        "before": condition.before,
        "after": condition.after,
        "of": condition.of or None,
    }
