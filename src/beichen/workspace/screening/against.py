"""What a definition itself says against a candidate: the lint rules' own reasons, before any data are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from beichen.domain.candidate import Behaviour
from beichen.domain.metric import Metric, Role, Simple
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import Tree
from beichen.judgement.screening.refusal import Refusal
from beichen.project.rules.base import Rule
from beichen.project.rules.north_star_cumulative import NorthStarCumulative
from beichen.project.rules.north_star_financial import NorthStarFinancial
from beichen.project.rules.north_star_vanity import NorthStarVanity

_RULES: tuple[tuple[str, Rule], ...] = (
    ("cumulative", NorthStarCumulative()),
    ("financial", NorthStarFinancial()),
    ("traffic", NorthStarVanity()),
)
FINANCIAL = "financial"
"""The code of candidates that are offered as outcomes instead."""


def refusals_of_metric(project: Project, name: str) -> Iterator[Refusal]:
    """What the rules would say of a metric if it were the North Star."""
    tree = project.tree or Tree(name)
    crowned = replace(project, tree=replace(tree, north_star=name))
    for code, rule in _RULES:
        if next(rule.check(crowned), None) is not None:
            yield Refusal(code, _reason(code, rule))


def refusals_of_behaviour(project: Project, behaviour: Behaviour) -> Iterator[Refusal]:
    """What the rules would say of a metric that counts a behaviour.

    That it counts rows without a condition is not held against it: its threshold is yet to be found.
    """
    metric = Metric(
        behaviour.name,
        Simple(behaviour.model, behaviour.measure),
        Text.same(behaviour.name.replace("_", " ")),
        Role.INPUT,
        Grain.WEEK,
        value=Text.same(behaviour.name),
    )
    yield from refusals_of_metric(replace(project, metrics={**project.metrics, metric.name: metric}), metric.name)


def _reason(code: str, rule: Rule) -> Text:
    if code != FINANCIAL:
        return rule.meaning
    return Text(f"{rule.meaning.en} {rule.fix.en}", f"{rule.meaning.zh}{rule.fix.zh}")
