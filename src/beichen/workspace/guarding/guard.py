"""The use case of guarding: guardrails, conflicts between teams, outcomes that should follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.errors import QueryError
from beichen.judgement.guarding.firing import GuardStatus
from beichen.workspace.guarding.conflicts import Conflict, find_conflicts
from beichen.workspace.guarding.courses import Looked
from beichen.workspace.guarding.guardrails import GuardrailView, judge_guardrails
from beichen.workspace.guarding.outcomes import OutcomeView, judge_outcomes
from beichen.workspace.periods import choose_periods

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class Guard:
    """What guards the North Star, as it stood at the end of a period."""

    guardrails: tuple[GuardrailView, ...]
    conflicts: tuple[Conflict, ...]
    outcomes: tuple[OutcomeView, ...]

    @property
    def firing(self) -> bool:
        """Whether any guardrail fires."""
        return any(view.status is GuardStatus.FIRING for view in self.guardrails)

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen guard --json`."""
        return {
            "guardrails": [view.as_dict() for view in self.guardrails],
            "conflicts": [conflict.as_dict() for conflict in self.conflicts],
            "outcomes": [outcome.as_dict() for outcome in self.outcomes],
        }


def guard(workspace: Workspace, at: date | None) -> Guard:
    """See `Workspace.guard`."""
    looked = Looked(workspace, _last_day(workspace, at))
    return Guard(tuple(judge_guardrails(looked)), tuple(find_conflicts(looked)), tuple(judge_outcomes(looked)))


def _last_day(workspace: Workspace, at: date | None) -> date | None:
    """The last day of a period of the North Star; None for the latest.

    Raises:
        QueryError: the project has no North Star, or its data no such period.
    """
    if at is None:
        return None
    project = workspace.project
    if project.north_star is None:
        raise QueryError("the project has no North Star whose period could be looked at", hint="leave out --at")
    grain = project.metrics[project.north_star].grain
    choose_periods(project.calendar, grain, workspace.series([project.north_star], grain)[project.north_star], at, None)
    return project.calendar.period(at, grain).last_day
