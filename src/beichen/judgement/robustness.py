"""Does an explanation survive a slightly different question? Two answers compared, and what follows.

See docs/methods/robustness.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from beichen.domain.observation import Segment
from beichen.domain.text import Text

KEPT = 1 / 3  # of the change's size; with less, it was made by what is left out
NEAR = 0.2  # parts that close to the largest are as good as it


Name = TypeVar("Name")


class Verdict(StrEnum):
    """Whether an answer can be relied on."""

    ROBUST = "robust"
    FRAGILE = "fragile"
    UNDETERMINED = "undetermined"


class Code(StrEnum):
    """What was asked otherwise."""

    NEIGHBOURING_PERIOD = "neighbouring_period"  # compared with a period beside the one compared with
    LARGEST_DAY = "largest_day"  # without the day that moved most


class Difference(StrEnum):
    """In what another answer says something else."""

    TURNED = "turned"  # the change has the other direction
    GONE = "gone"  # less than a third of it is left
    BRANCH = "branch"  # another driver did most
    SEGMENT = "segment"  # another segment stands out


@dataclass(frozen=True, slots=True)
class Answer:
    """What an explanation says, as far as it is compared.

    Attributes:
        drivers: contribution of each exact driver of the metric; none where they are not compared.
        segments: by how much each segment of one cut moved its metric beyond its size, in the
            direction of that metric's change; none where they are not compared.
    """

    before: float
    after: float
    drivers: Mapping[str, float] = field(default_factory=dict)
    segments: Mapping[Segment, float] = field(default_factory=dict)

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Check:
    """One other question.

    Attributes:
        holds: None where it cannot be asked.
        reason: what was found, or why nothing was, as part of a sentence.
    """

    code: Code
    holds: bool | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the checks of one explanation say together."""

    verdict: Verdict
    checks: tuple[Check, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON of an explanation's `robustness`."""
        checks = [{"code": c.code.value, "holds": c.holds, "reason": c.reason.as_dict()} for c in self.checks]
        return {"verdict": self.verdict.value, "checks": checks}

    @property
    def doubts(self) -> tuple[Text, ...]:
        """What was found by the checks that do not hold."""
        return tuple(check.reason for check in self.checks if check.holds is False)


def judge_robustness(checks: Iterable[Check]) -> Robustness:
    """Fragile when one check fails, robust when those that could be asked hold, undetermined when none could."""
    checks = tuple(checks)
    held = [check.holds for check in checks if check.holds is not None]
    verdict = Verdict.UNDETERMINED if not held else Verdict.ROBUST if all(held) else Verdict.FRAGILE
    return Robustness(verdict, checks)


def find_difference(answer: Answer, other: Answer) -> Difference | None:
    """The gravest difference of another answer; None where it says the same.

    The same is: the change has the same direction and keeps at least a third of its size,
    absolute or relative to where it began; the same driver did most; the same segment stands
    out. Of drivers and segments, those within 20% of the largest count as the largest.
    """
    if other.change * answer.change < 0 and _kept(answer, other) >= KEPT:
        return Difference.TURNED
    if other.change * answer.change <= 0 or _kept(answer, other) < KEPT:
        return Difference.GONE
    if _differ(answer.drivers, other.drivers, math.copysign(1, answer.change)):
        return Difference.BRANCH
    if _differ(answer.segments, other.segments, 1):
        return Difference.SEGMENT
    return None


def leading(parts: Mapping[Name, float], sign: float) -> list[Name]:
    """The parts that did most in a direction, the largest first: all within 20% of it."""
    most = max((part * sign for part in parts.values()), default=0.0)
    near = [name for name, part in parts.items() if most > 0 and part * sign >= (1 - NEAR) * most]
    return sorted(near, key=lambda name: -parts[name] * sign)


def _kept(answer: Answer, other: Answer) -> float:
    """How much of the change's size is left: of its amount, or of its percentage, whichever is more."""
    absolute = abs(other.change / answer.change)
    if not answer.before or not other.before or answer.before * other.before < 0:
        return absolute
    return max(absolute, abs(other.change / other.before) / abs(answer.change / answer.before))


def _differ(ours: Mapping[Name, float], theirs: Mapping[Name, float], sign: float) -> bool:
    first, second = leading(ours, sign), leading(theirs, sign)
    return bool(first) and bool(second) and not set(first) & set(second)
