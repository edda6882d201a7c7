"""A metric whose grain is finer than the data tell."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.grains import GRAIN_NAMES, coarser_model


class MetricGrain(Rule):
    code = "metric-grain"
    severity = Severity.ERROR
    meaning = Text(
        "Rows that tell only their month all fall on its first day: by the week, one week holds everything and the "
        "others nothing.",
        "只精确到月的数据都会落在当月第一天：按周统计时，一周包含全部、其余各周为零。",
    )
    fix = Text(
        "Give the metric the grain of its data, or read finer data.",
        "把指标的 `grain` 改为数据的粒度，或改用更细的数据。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for metric in project.metrics.values():
            coarser = coarser_model(project, metric.name, metric.grain)
            if coarser is not None:
                model, told = coarser
                name, grain, rows = name_of(project, metric.name), GRAIN_NAMES[metric.grain], GRAIN_NAMES[told]
                message = Text(
                    f"{name.en} is by the {grain.en}, but the rows of `{model}` tell only the {rows.en}",
                    f"“{name.zh}”按{grain.zh}统计，但 `{model}` 的数据只精确到{rows.zh}",
                )
                yield self.finding(message, metric.where)
