"""A North Star that nothing guards."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class NorthStarWithoutGuardrail(Rule):
    code = "north-star-without-guardrail"
    severity = Severity.WARNING
    meaning = Text(
        "Any one number can be raised at the cost of something else. A guardrail shows the cost while it is still small.",
        "任何单一指标都可能以牺牲其他方面为代价被推高；护栏指标能在代价尚小时及时提醒。",
    )
    fix = Text(
        'Add one to `guardrails` in tree.yml: `{metric: negative_feedback_rate, watches: …, limit: "< 0.8%"}`.',
        '在 tree.yml 的 `guardrails` 中添加：`{metric: negative_feedback_rate, watches: …, limit: "< 0.8%"}`。',
    )

    def check(self, project: Project) -> Iterator[Finding]:
        tree = project.tree
        if tree is not None and not any(guardrail.watches == tree.north_star for guardrail in tree.guardrails):
            name = name_of(project, tree.north_star)
            message = Text(f"No guardrail watches the North Star {name.en}", f"没有护栏指标守护北极星指标“{name.zh}”")
            yield self.finding(message, tree.where)
