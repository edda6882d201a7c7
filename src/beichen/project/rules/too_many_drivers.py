"""A parent with more drivers than a person can keep in mind."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of

MOST_DRIVERS = 7


class TooManyDrivers(Rule):
    code = "too-many-drivers"
    severity = Severity.WARNING
    meaning = Text(
        f"More than {MOST_DRIVERS} drivers under one parent are a list, not a focus.",
        f"一个指标下超过 {MOST_DRIVERS} 个驱动，就成了清单，失去了聚焦。",
    )
    fix = Text(
        "Group them under a metric between, or keep those that matter most.",
        "增加一层中间指标进行归组，或只保留最重要的驱动。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for parent, drivers in project.tree.drivers.items() if project.tree else ():
            count = len(project.tree.drawn_edges_of(parent)) if project.tree else 0
            if count > MOST_DRIVERS:
                name = name_of(project, parent)
                message = Text(f"{name.en} has {count} drivers", f"“{name.zh}”有 {count} 个驱动")
                yield self.finding(message, drivers.where)
