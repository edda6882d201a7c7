"""What a check of a North Star's health says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

from beichen.domain.text import Text
from beichen.judgement.health.facts import Facts
from beichen.judgement.health.watching import WATCH, Look, Status, Watched


@dataclass(frozen=True, slots=True)
class Check:
    """One check's answer.

    Attributes:
        code: its name in the table.
        statistic: undetermined (None) where nothing can be told.
        threshold: from which `statistic` is watched; None where the check has none.
        since: first day of the period from which the statistic has been beyond it.
        trend: the statistic at every look, the latest last.
        unit: of the statistic: `z` standard errors, `share`, or `count`.
    """

    code: str
    status: Status
    statistic: float | None
    threshold: float | None
    since: date | None
    reason: Text
    trend: tuple[Look, ...] = ()
    unit: str = "z"


CALM = 2.0
"""What a statistic is at most where what it sees is too small, or not of the kind, to matter."""

Judge = Callable[[Facts], Check]


def undetermined(code: str, reason: Text, trend: tuple[Look, ...] = ()) -> Check:
    """No answer, and why."""
    return Check(code, Status.UNDETERMINED, None, None, None, reason, trend)


def watched(code: str, found: Watched, reason: Text) -> Check:
    """A check that looked at every period."""
    since = found.since if found.status in (Status.WATCH, Status.FAILED) else None
    return Check(code, found.status, found.statistic, WATCH, since, reason, found.looks)


def too_short(code: str) -> Check:
    """No answer, because the history does not suffice."""
    return undetermined(
        code,
        Text(
            "the history is too short or has too many gaps: a check needs 34 whole weeks "
            "(22 months, 15 quarters), and a full year before it may say that something failed",
            "历史太短或缺口太多：至少需要 34 个完整周（或 22 个月、15 个季度），满一年后才能判定为失灵",
        ),
    )


def corrected(statistic: float, among: int) -> float:
    """The largest of several statistics, as one alone would have to be to be as unlikely (Bonferroni)."""
    if among <= 1 or statistic <= 0:
        return statistic
    normal = NormalDist()
    tail = min(0.5, normal.cdf(-statistic) * among)
    return abs(normal.inv_cdf(tail)) if tail > 0 else statistic
