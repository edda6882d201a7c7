"""An influence that nobody gives a reason for."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class InfluenceWithoutReason(Rule):
    code = "influence-without-reason"
    severity = Severity.NOTE
    meaning = Text(
        "An influence is a belief. With its reason it can be tested and given up; without, it only grows old.",
        "影响关系是一种假设：写明理由才能被检验、被推翻；不写理由，就只会一直挂在那里。",
    )
    fix = Text("Write `{metric: …, because: …}`.", "写成 `{metric: …, because: …}`，说明为什么它会起作用。")

    def check(self, project: Project) -> Iterator[Finding]:
        for parent, drivers in project.tree.drivers.items() if project.tree else ():
            for influence in drivers.influences:
                if influence.because is None:
                    child, above = name_of(project, influence.metric), name_of(project, parent)
                    message = Text(
                        f"{child.en} influences {above.en}, for no stated reason",
                        f"“{child.zh}”影响“{above.zh}”，但没有说明理由",
                    )
                    yield self.finding(message, influence.where)
