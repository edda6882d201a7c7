"""One name with two meanings."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Metric
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule


class SameLabel(Rule):
    code = "same-label"
    severity = Severity.WARNING
    meaning = Text(
        "Two metrics that people read as one name are two numbers for one question: the quarrel that definitions "
        "are to end.",
        "两个指标在人看来是同一个名字，却给出两个数——这正是统一口径要终结的争论。",
    )
    fix = Text("Say in each label what tells them apart.", "在各自的 label 中写明两者的区别。")

    def check(self, project: Project) -> Iterator[Finding]:
        first_of: dict[tuple[str, str], Metric] = {}
        for metric in project.metrics.values():
            taken = None
            for key in _names(metric):
                holder = first_of.setdefault(key, metric)
                taken = taken or (holder if holder is not metric else None)
            if taken is not None:
                message = Text(
                    f"{metric.name} and {taken.name} are both called “{metric.label.en}”",
                    f"{metric.name} 与 {taken.name} 的名称都是“{metric.label.zh}”",
                )
                yield self.finding(message, metric.where)


def _names(metric: Metric) -> set[tuple[str, str]]:
    """What people read, by language, as they read it: without case and outer spaces."""
    return {("en", metric.label.en.strip().casefold()), ("zh", metric.label.zh.strip().casefold())}
