"""A metric that serves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import parts_of
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class OrphanMetric(Rule):
    code = "orphan-metric"
    severity = Severity.NOTE
    meaning = Text(
        "A metric that is in no tree, goal or other metric tells nobody what to do; it is computed and kept for nothing.",
        "不在指标树、目标或其他指标中的指标，指导不了任何行动，只是白白计算和维护。",
    )
    fix = Text(
        "Put it into tree.yml as a driver, guardrail or outcome, into a goal, or remove it.",
        "把它作为驱动、护栏或结果指标写入 tree.yml，或写入目标；否则删除。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        used = set(_used(project))
        for metric in project.metrics.values():
            if metric.name not in used:
                name = name_of(project, metric.name)
                yield self.finding(Text(f"Nothing uses {name.en}", f"“{name.zh}”没有被任何地方使用"), metric.where)


def _used(project: Project) -> Iterator[str]:
    """Every metric that something else in the project names."""
    for metric in project.metrics.values():
        yield from parts_of(metric.spec)
        if metric.benchmark is not None and metric.benchmark.of is not None:
            yield metric.benchmark.of
    if project.tree is not None:
        yield project.tree.north_star
        yield from project.tree.outcomes
        for parent in (*project.tree.drivers, *project.tree.planned):
            yield parent
            yield from (edge.child for edge in project.tree.drawn_edges_of(parent))
        for guardrail in project.tree.guardrails:
            yield from (guardrail.metric, guardrail.watches)
    yield from (result.metric for objective in project.objectives for result in objective.key_results)
    yield from (metric for initiative in project.initiatives for metric in initiative.metrics)
    for experiment in project.experiments:
        yield from (experiment.primary, *experiment.secondary, *experiment.guardrails)
    if project.candidates is not None:
        yield from project.candidates.metrics
    if project.journey is not None:
        yield from (stage.metric for stage in project.journey.stages if stage.metric is not None)
