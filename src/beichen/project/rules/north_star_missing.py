"""A project without a North Star."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.project.rules.base import Rule


class NorthStarMissing(Rule):
    code = "north-star-missing"
    severity = Severity.WARNING
    meaning = Text(
        "Without one metric that every other turns round, each team pulls towards its own.",
        "没有一个统领全局的北极星指标，各部门就会各自为政、指标打架。",
    )
    fix = Text(
        "Name it in beichen.yml: `north_star: …`; candidates can be put on trial in candidates.yml.",
        "在 beichen.yml 中用 `north_star: …` 指定；也可先在 candidates.yml 中评估候选指标。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        if project.north_star is None:
            message = Text("The project names no North Star", "项目没有指定北极星指标")
            yield self.finding(message, Where("beichen.yml", 1))
