"""A guardrail that never rings."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class GuardrailWithoutLimit(Rule):
    code = "guardrail-without-limit"
    severity = Severity.WARNING
    meaning = Text(
        "A guardrail without a limit and without a condition can never be broken: it looks like safety.",
        "既没有阈值也没有条件的护栏永远不会触发，只是看起来安全。",
    )
    fix = Text(
        'Add `limit: "< 0.8%"`, or `when: up` (bad when it moves up while what it watches is up), or both.',
        '添加 `limit: "< 0.8%"`，或 `when: up`（所守护的指标上升时它也上升即为异常），或两者都写。',
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for guardrail in project.tree.guardrails if project.tree else ():
            if guardrail.limit is None and guardrail.when is None:
                name = name_of(project, guardrail.metric)
                message = Text(f"The guardrail {name.en} has no limit", f"护栏指标“{name.zh}”没有设定阈值或条件")
                yield self.finding(message, guardrail.where)
