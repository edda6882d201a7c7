"""A key result whose target is worse than its start."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Good
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class KeyResultAgainstDirection(Rule):
    code = "key-result-against-direction"
    severity = Severity.WARNING
    meaning = Text(
        "A target on the bad side of the start is reached by doing nothing, or by doing harm.",
        "目标值比起点更差，什么都不做、甚至做坏事也能达成。",
    )
    fix = Text(
        "Correct `start` and `target`, or the metric's `good`.", "修正 `start` 与 `target`，或修正指标的 `good`。"
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for objective in project.objectives:
            for result in objective.key_results:
                good = project.metrics[result.metric].good
                if good is None or result.start is None or result.target is None:
                    continue
                if result.target < result.start if good is Good.UP else result.target > result.start:
                    name = name_of(project, result.metric)
                    message = Text(
                        f"{name.en} is to move from {result.start:g} to {result.target:g}, but is good when it goes {good.value}",
                        f"“{name.zh}”的目标是从 {result.start:g} 到 {result.target:g}，但该指标"
                        + ("越高越好" if good is Good.UP else "越低越好"),
                    )
                    yield self.finding(message, result.where)
