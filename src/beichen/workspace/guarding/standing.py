"""How metrics stand against their limits and goals, each judged at its own grain.

A limit on a monthly share says nothing of one week: whatever grain the tree shows,
a metric is judged on its own last period that had closed by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.finding import Finding
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Period
from beichen.judgement.guardrails import guardrail_findings
from beichen.judgement.status import Status, goals_for, judge_status
from beichen.workspace.refreshing.observe import Wish

Observed = Mapping[Wish, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Closed:
    """A metric's value in its own last closed period."""

    period: Period
    value: int | float | Undetermined


def own_wishes(project: Project, metrics: Sequence[str]) -> list[Wish]:
    """The totals on which the metrics are judged."""
    return [Wish(name, project.metrics[name].grain) for name in metrics]


def last_closed(project: Project, observed: Observed, metric: str, by_day: date | None = None) -> Closed | None:
    """The metric's value in its own last complete period that ended by `by_day`; None when there is none."""
    grain = project.metrics[metric].grain
    closed = [
        observation
        for observation in observed.get(Wish(metric, grain), ())
        if observation.complete
        and (by_day is None or project.calendar.period(observation.period, grain).last_day <= by_day)
    ]
    return Closed(project.calendar.period(closed[-1].period, grain), closed[-1].value) if closed else None


def node_status(project: Project, observed: Observed, metric: str, by_day: date) -> Status:
    """How a metric stood on a day against the limits of its guardrails and its goals."""
    tree = project.tree
    limits = [g.limit for g in tree.guardrails if g.metric == metric and g.limit] if tree else []
    goals = goals_for(metric, project.objectives)
    closed = last_closed(project, observed, metric, by_day)
    if closed is None:
        missing = Undetermined(Reason.NO_PERIOD)
        period = project.calendar.period(by_day, project.metrics[metric].grain)
        return judge_status(missing, limits, goals, period, project.metrics[metric].unit)
    return judge_status(closed.value, limits, goals, closed.period, project.metrics[metric].unit)


def breached_guardrails(project: Project, observed: Observed) -> list[Finding]:
    """A finding for every guardrail that broke its fixed limit in its own last closed period."""
    findings = []
    for guardrail in project.tree.guardrails if project.tree else ():
        closed = last_closed(project, observed, guardrail.metric)
        if closed is not None:
            findings += guardrail_findings(
                [guardrail],
                project.metrics,
                project.people,
                {guardrail.metric: closed.value},
                period=closed.period.start,
                grain=project.metrics[guardrail.metric].grain,
            )
    return findings
