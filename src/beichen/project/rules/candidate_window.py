"""A later value that is not later."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule


class CandidateWindow(Rule):
    code = "candidate-window"
    severity = Severity.WARNING
    meaning = Text(
        "A behaviour that is measured in the very days of the value that it is to foretell foretells itself.",
        "用来预测的行为若与被预测的价值发生在同一段时间，就成了自己预测自己。",
    )
    fix = Text("Let the value begin where the window ends, or later.", "让价值的统计从观察窗口结束之后开始。")

    def check(self, project: Project) -> Iterator[Finding]:
        candidates = project.candidates
        for value in candidates.value if candidates else ():
            window = candidates.window if candidates else 0
            if value.first < window:
                message = Text(
                    f"“{value.name}” begins on day {value.first}, inside the window of {window} days",
                    f"“{value.name}”从第 {value.first} 天开始，仍在 {window} 天的观察窗口之内",
                )
                yield self.finding(message, value.where)
