"""A North Star that counts money."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.money import counts_money


class NorthStarFinancial(Rule):
    code = "north-star-financial"
    severity = Severity.WARNING
    meaning = Text(
        "Money is what value is exchanged for, not the value itself. It comes late, tells no one what to do next, "
        "and pushing it harvests the users one has.",
        "财务指标是价值交换的结果，而不是用户价值本身：它滞后、无法指导下一步行动，一味追求会透支现有用户。",
    )
    fix = Text(
        "Choose a metric of the value that users get, and list this one under `outcomes` in tree.yml to validate it.",
        "改用衡量用户价值的指标，并把该财务指标放入 tree.yml 的 `outcomes`，用于验证北极星指标。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        star = project.north_star
        if star is not None and counts_money(project, star):
            name = name_of(project, star)
            message = Text(f"The North Star {name.en} counts money", f"北极星指标“{name.zh}”是财务指标")
            yield self.finding(message, project.metrics[star].where)
