"""A person without a team."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule


class PersonWithoutTeam(Rule):
    code = "person-without-team"
    severity = Severity.NOTE
    meaning = Text(
        "What a person without a team owns is in no department's branch, and no department signs it.",
        "没有归属部门的人所负责的指标，不属于任何部门的分支，也没有部门会签。",
    )
    fix = Text("Add `team:` with a team's id.", "添加 `team:`，填写部门的 id。")

    def check(self, project: Project) -> Iterator[Finding]:
        for person in project.people.values() if project.teams else ():
            if person.team is None:
                yield self.finding(Text(f"{person.name} is in no team", f"{person.name} 没有所属部门"), person.where)
