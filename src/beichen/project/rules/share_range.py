"""A figure that a share cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import (
    Agg,
    Conversion,
    Cumulative,
    Lifecycle,
    Metric,
    Repeat,
    Retention,
    Simple,
    Threshold,
)
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.tree import Limit
from beichen.domain.units import is_share
from beichen.errors import Where
from beichen.project.rules.base import Rule, name_of


class ShareRange(Rule):
    code = "share-range"
    severity = Severity.WARNING
    meaning = Text(
        "A share is 0–1: a target of 52 where 0.52 is meant is never reached, a limit of 2 never broken; and a "
        "percentage of what is no share is a hundredth of what was meant.",
        "占比取值为 0–1：目标把 0.52 写成 52 就永远达不到，阈值写成 2 就永远不触发；非占比指标写百分号，则会缩小一百倍。",
    )
    fix = Text("Write a share as 0.52 or, in a limit, as 52%.", "占比写作 0.52；在阈值中可写作 52%。")

    def check(self, project: Project) -> Iterator[Finding]:
        for metric, figure, text, where in _figures(project):
            name = name_of(project, metric)
            if _is_share(project.metrics[metric]):
                # A share of another whole may pass 1, but not by that much.
                if abs(figure) > 1.5:
                    yield self.finding(
                        Text(
                            f"{name.en} is a share, 0–1, and is set against {text}",
                            f"“{name.zh}”是 0–1 的占比，却与 {text} 相比",
                        ),
                        where,
                    )
            elif text.endswith("%") and not _may_be_share(project.metrics[metric]):
                yield self.finding(
                    Text(
                        f"{name.en} is no share, and is set against {text}",
                        f"“{name.zh}”不是占比（unit: share），却与 {text} 相比",
                    ),
                    where,
                )


def _is_share(metric: Metric) -> bool:
    return is_share(metric.unit) or (metric.unit is None and isinstance(metric.spec, Retention | Conversion | Repeat))


def _may_be_share(metric: Metric) -> bool:
    """True of quotients and averages, of which nobody said the unit."""
    match metric.spec:
        case Simple(measure=measure) | Cumulative(measure=measure):
            return metric.unit is None and measure.agg not in (Agg.COUNT, Agg.COUNT_DISTINCT)
        case _:
            return metric.unit is None and not isinstance(metric.spec, Threshold | Lifecycle)


def _figures(project: Project) -> Iterator[tuple[str, float, str, Where | None]]:
    """Each figure that a metric is set against: metric, value, as written, place."""
    for guardrail in project.tree.guardrails if project.tree else ():
        if guardrail.limit is not None:
            yield (guardrail.metric, *_of_limit(guardrail.limit), guardrail.where)
    for objective in project.objectives:
        for result in objective.key_results:
            for figure in (result.start, result.target):
                if figure is not None:
                    yield result.metric, figure, f"{figure:g}", result.where
            if result.keep is not None:
                yield (result.metric, *_of_limit(result.keep), result.where)
    for metric in project.metrics.values():
        if metric.benchmark is not None and metric.benchmark.of is None:
            yield metric.name, metric.benchmark.value, f"{metric.benchmark.value:g}", metric.where


def _of_limit(limit: Limit) -> tuple[float, str]:
    return limit.value, limit.text
