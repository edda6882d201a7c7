"""A North Star whose own role says that it is something else."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Role
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class NorthStarRole(Rule):
    code = "north-star-role"
    severity = Severity.WARNING
    meaning = Text(
        "The board shows a metric by its role; a North Star that is declared as something else is shown as something else.",
        "看板按角色展示指标；北极星指标若声明了其他角色，就会被当作其他指标展示。",
    )
    fix = Text("Write `role: north_star`, or leave the role out.", "写成 `role: north_star`，或者不写 role。")

    def check(self, project: Project) -> Iterator[Finding]:
        star = project.metrics[project.north_star] if project.north_star is not None else None
        if star is not None and star.role is not Role.NORTH_STAR:
            name = name_of(project, star.name)
            message = Text(
                f"{name.en} is the North Star, but has the role {star.role.value}",
                f"“{name.zh}”是北极星指标，但其角色为 {star.role.value}",
            )
            yield self.finding(message, star.where)
