"""Where a metric stands: its target, the limit that it must keep, the benchmark beside it.

Each is set at the metric's own grain, so each is given `own`: the value at that grain,
or None, which leaves the judgement open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.metric import Metric
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail
from beichen.faces.http.pages.parts import MetricName, Number, Owner, Part, Words, name_of
from beichen.judgement.goals import progress_of


class Target(Part):
    """The key result that is in force in the period; judged at the metric's own grain only."""

    objective: Words
    owner: Owner | None
    due: date
    grain: Grain
    start: Number | None
    target: Number | None
    keep: str | None
    progress: Number | None = Field(
        description="The way from start to target, 0–1; with no start, value ÷ target; null at another grain."
    )


class GuardrailPart(Part):
    """What the metric guards, and within which bound."""

    watches: MetricName
    limit: str | None
    bound: Number | None
    holds: bool | None = Field(description="null where there is no fixed bound, no value, or another grain.")


class BenchmarkPart(Part):
    """An outside figure, as a share of another metric where `of` is given, and ours beside it."""

    value: Number
    source: str
    of: MetricName | None
    ours: Number | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A key result with its objective."""

    objective: Objective
    key_result: KeyResult


def goal_of(project: Project, name: str, period: date | None) -> Goal | None:
    """The goal in whose days the period begins, else the one that ends last."""
    named = [Goal(o, k) for o in project.objectives for k in o.key_results if k.metric == name]
    in_force = [g for g in named if period and g.objective.begins_on <= period <= g.objective.ends_on]
    return max(in_force or named, key=lambda goal: goal.objective.ends_on, default=None)


def guardrail_of(project: Project, name: str) -> Guardrail | None:
    """The guardrail that the metric is; None where it is none."""
    return next((g for g in project.tree.guardrails if g.metric == name), None) if project.tree else None


def target_part(project: Project, metric: Metric, period: date | None, own: Number | None) -> Target | None:
    """The target, and how far the way to it is."""
    goal = goal_of(project, metric.name, period)
    if goal is None:
        return None
    key_result = goal.key_result
    person = project.people.get(key_result.owner)
    return Target(
        objective=Words.of(goal.objective.label),
        owner=Owner(id=person.id, name=person.name, team=None) if person else None,
        due=goal.objective.ends_on,
        grain=metric.grain,
        start=key_result.start,
        target=key_result.target,
        keep=key_result.keep.text if key_result.keep else None,
        progress=_share_of_way(key_result, own),
    )


def guardrail_part(project: Project, metric: Metric, own: Number | None) -> GuardrailPart | None:
    """The limit, and whether it holds."""
    found = guardrail_of(project, metric.name)
    if found is None:
        return None
    return GuardrailPart(
        watches=name_of(project, found.watches),
        limit=found.limit.text if found.limit else None,
        bound=found.limit.value if found.limit else None,
        holds=found.limit.holds(own) if found.limit and own is not None else None,
    )


def benchmark_part(project: Project, metric: Metric, own: Number | None, base: Number | None) -> BenchmarkPart | None:
    """The benchmark, and our figure: as a share of `base`, where the benchmark is a share."""
    benchmark = metric.benchmark
    if benchmark is None:
        return None
    ours = own if benchmark.of is None or own is None else own / base if base else None
    of = name_of(project, benchmark.of) if benchmark.of else None
    return BenchmarkPart(value=benchmark.value, source=benchmark.source, of=of, ours=ours)


def _share_of_way(key_result: KeyResult, own: Number | None) -> Number | None:
    progress = Undetermined(Reason.NO_PERIOD) if own is None else progress_of(key_result, own)
    return None if isinstance(progress, Undetermined) else progress
