"""A metric that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class MetricWithoutOwner(Rule):
    code = "metric-without-owner"
    severity = Severity.WARNING
    meaning = Text(
        "What everyone answers for, no one does: a metric without a person stays unsigned and unexplained.",
        "人人负责等于无人负责：没有负责人的指标，口径没人会签，波动没人解释。",
    )
    fix = Text("Add `owner:` with a person's id of beichen.yml.", "添加 `owner:`，填写 beichen.yml 中某个人的 id。")

    def check(self, project: Project) -> Iterator[Finding]:
        for metric in project.metrics.values():
            if metric.owner is None:
                name = name_of(project, metric.name)
                yield self.finding(Text(f"{name.en} has no owner", f"“{name.zh}”没有负责人"), metric.where)
