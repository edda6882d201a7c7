"""A branch of the tree that does not reach the North Star."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class DetachedBranch(Rule):
    code = "detached-branch"
    severity = Severity.WARNING
    meaning = Text(
        "Drivers of a metric that does not lead to the North Star are drawn nowhere and explain nothing.",
        "若某个指标并不通向北极星，它下面的驱动就不会出现在指标树上，也解释不了任何变化。",
    )
    fix = Text(
        "Make the metric a driver of one that leads to the North Star, or remove the entry.",
        "让该指标成为通向北极星的某个指标的驱动，或删除这一项。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        if project.tree is None:
            return
        reached = set(project.tree.drawn_nodes_below(project.tree.north_star))
        parents = (*project.tree.drivers, *project.tree.planned)
        driven = {edge.child for parent in parents for edge in project.tree.drawn_edges_of(parent)}
        for parent, drivers in project.tree.drivers.items():
            if parent not in reached and parent not in driven:
                name = name_of(project, parent)
                message = Text(
                    f"{name.en} has drivers, but drives nothing", f"“{name.zh}”下有驱动，但它本身不通向北极星指标"
                )
                yield self.finding(message, drivers.where)
