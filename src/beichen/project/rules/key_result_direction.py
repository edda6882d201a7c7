"""A key result of which nobody said which direction is good."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Role
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of

_JUDGED = (Role.NORTH_STAR, Role.KEY_RESULT, Role.GUARDRAIL)


class KeyResultWithoutDirection(Rule):
    code = "key-result-without-direction"
    severity = Severity.WARNING
    meaning = Text(
        "A metric without a good direction is neither good nor bad: it is drawn grey, and never warned of.",
        "没有声明好坏方向的指标，在看板上只能显示为灰色，也不会触发提醒。",
    )
    fix = Text("Add `good: up` or `good: down`.", "添加 `good: up` 或 `good: down`。")

    def check(self, project: Project) -> Iterator[Finding]:
        in_goals = {result.metric for objective in project.objectives for result in objective.key_results}
        for metric in project.metrics.values():
            if metric.good is None and (metric.role in _JUDGED or metric.name in in_goals):
                name = name_of(project, metric.name)
                message = Text(f"{name.en} does not say which direction is good", f"“{name.zh}”没有声明变化方向的好坏")
                yield self.finding(message, metric.where)
