"""The use case: is the North Star still the right one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from beichen.judgement.health.benchmark import distance, is_stale
from beichen.judgement.health.check import Check
from beichen.judgement.health.facts import Compared, Facts
from beichen.judgement.health.table import CHECKS
from beichen.judgement.health.verdict import Health, Verdict, judge_health
from beichen.judgement.health.watching import FAIL, WATCH
from beichen.judgement.health.zombies import zombies_of
from beichen.workspace.health.gather import gather_facts
from beichen.workspace.health.reweighing import Reweighing, reweighings

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class HealthView:
    """A North Star's health with its JSON document."""

    facts: Facts
    health: Health
    weights: tuple[Reweighing, ...] = ()

    @property
    def choose(self) -> str | None:
        """Where another is elected, with today's as the incumbent; None unless that is the verdict."""
        if self.health.verdict is not Verdict.RE_ELECT:
            return None
        return f"/choose?incumbent={quote(self.facts.north_star.metric)}"

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen health --json`."""
        facts = self.facts
        return {
            "verdict": self.health.verdict.value,
            "metric": facts.north_star.metric,
            "grain": facts.grain.value,
            "period": facts.starts[-1].isoformat() if facts.starts else None,
            "summary": self.health.summary.as_dict(),
            "judged": self.health.judged,
            "choose": self.choose,
            "checks": [_check(check) for check in self.health.checks],
            "zombies": [use.metric for use in zombies_of(facts)],
            "weights": [proposed.as_dict() for proposed in self.weights],
            "benchmarks": [_compared(row, facts.today) for row in facts.compared],
        }


def health(workspace: Workspace, at: date | None) -> HealthView:
    """See `Workspace.health`."""
    facts = gather_facts(workspace, at)
    return HealthView(facts, judge_health(facts), reweighings(workspace, facts))


def _check(check: Check) -> dict[str, Any]:
    row = CHECKS[check.code]
    return {
        "code": check.code,
        "status": check.status.value,
        "statistic": check.statistic,
        "threshold": check.threshold,
        "since": None if check.since is None else check.since.isoformat(),
        "reason": check.reason.as_dict(),
        "name": row.name.as_dict(),
        "question": row.question.as_dict(),
        "weight": row.weight.value,
        "unit": check.unit,
        "fails_at": FAIL if check.threshold == WATCH else None,
        "trend": [{"period": look.on.isoformat(), "statistic": look.statistic} for look in check.trend],
    }


def _compared(row: Compared, today: date) -> dict[str, Any]:
    return {
        "metric": row.metric,
        "label": row.label.as_dict(),
        "value": row.value,
        "benchmark": row.figure,
        "of": None if row.of is None else row.of.as_dict(),
        "distance": distance(row),
        "source": row.source,
        "dated": None if row.dated is None else row.dated.isoformat(),
        "stale": is_stale(row, today),
    }
