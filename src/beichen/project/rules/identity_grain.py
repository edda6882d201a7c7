"""An identity that joins metrics of different natural grains."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import names_in
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.grains import GRAIN_NAMES, coarser_model, is_bound_to_grain
from beichen.project.rules.identities import Identity, identities_of


class IdentityGrain(Rule):
    code = "identity-grain"
    severity = Severity.WARNING
    meaning = Text(
        "The tree computes an identity at its parent's grain. A child that counts entities by the month is another "
        "number by the week: what the tree shows is not what its owner signed.",
        "指标树按父指标的周期计算恒等式。按月去重的子指标若按周计算就是另一个数：树上显示的并非负责人会签的口径。",
    )
    fix = Text(
        "Define a metric of the parent's grain for this place, or give both the same `grain`.",
        "为此处另定义一个与父指标周期一致的指标，或把两者的 `grain` 改为一致。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for identity in identities_of(project):
            for child in names_in(identity.formula):
                message = _conflict(project, identity, child)
                if message is not None:
                    yield self.finding(message, identity.where)


def _conflict(project: Project, identity: Identity, child: str) -> Text | None:
    grain, own = project.metrics[identity.parent].grain, project.metrics[child].grain
    parent, name, by = name_of(project, identity.parent), name_of(project, child), GRAIN_NAMES[grain]
    coarser = coarser_model(project, child, grain)
    if coarser is not None:
        model, told = coarser
        return Text(
            f"{parent.en} is by the {by.en}, but {name.en} reads `{model}`, whose rows tell only the {GRAIN_NAMES[told].en}",
            f"“{parent.zh}”按{by.zh}计算，但“{name.zh}”所读的 `{model}` 只精确到{GRAIN_NAMES[told].zh}",
        )
    if own is not grain and is_bound_to_grain(project, child):
        return Text(
            f"{parent.en} is by the {by.en}, {name.en} by the {GRAIN_NAMES[own].en}, and its periods do not add up",
            f"“{parent.zh}”按{by.zh}计算，“{name.zh}”按{GRAIN_NAMES[own].zh}计算，且其周期之间不可相加",
        )
    return None
