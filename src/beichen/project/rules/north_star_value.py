"""A North Star that does not say which user value it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class NorthStarWithoutValue(Rule):
    code = "north-star-without-value"
    severity = Severity.WARNING
    meaning = Text(
        "A number becomes a North Star by the user value that it stands for; unsaid, teams argue about the number "
        "instead of the value.",
        "一个数字之所以能成为北极星，是因为它代表用户价值；不写明这一点，团队就只会争论数字本身。",
    )
    fix = Text(
        "Say in one sentence what users get when it grows: `value: Listeners come back because the music fits their day.`",
        "用一句话写明它增长时用户得到了什么：`value: 用户愿意回来，因为音乐契合他们的一天`。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        star = project.north_star
        if star is not None and project.metrics[star].value is None:
            name = name_of(project, star)
            message = Text(
                f"The North Star {name.en} states no user value", f"北极星指标“{name.zh}”没有说明所代表的用户价值"
            )
            yield self.finding(message, project.metrics[star].where)
