"""Did it move? The range in which a value was to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beichen.domain.observation import Reason


class Verdict(StrEnum):
    """Where a value lies against its expected range."""

    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """The range, and what follows from it."""

    low: float | None
    high: float | None
    verdict: Verdict
    reason: Reason | None  # why there is no range; its `text` says it in both languages


def expected_range() -> ExpectedRange:
    """No range: no model of a metric's own history is fitted yet, so no change is called noise or news."""
    return ExpectedRange(None, None, Verdict.UNDETERMINED, Reason.NO_EXPECTATION)
