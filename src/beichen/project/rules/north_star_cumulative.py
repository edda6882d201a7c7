"""A North Star that can only grow."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import Formula, Name, Number, Operation
from beichen.domain.metric import Agg, Cumulative, Derived, Trailing
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.parts import parts_first
from beichen.project.rules.base import Rule, name_of

_GROWING = (Agg.COUNT, Agg.SUM, Agg.COUNT_DISTINCT, Agg.MAX)


class NorthStarCumulative(Rule):
    code = "north-star-cumulative"
    severity = Severity.WARNING
    meaning = Text(
        "A total since the beginning, or since the start of the year, grows even while users leave: "
        "it looks good and says nothing about today.",
        "累计值（自始至今或本年至今）即使用户在流失也会增长：看着漂亮，却说明不了现状。",
    )
    fix = Text(
        "Measure each period by itself, or a trailing window such as `window: 28 days`.",
        "改为按周期统计，或使用滚动窗口，例如 `window: 28 days`。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        star = project.north_star
        if star is not None and _only_grows(project, star):
            name = name_of(project, star)
            message = Text(f"The North Star {name.en} only ever grows", f"北极星指标“{name.zh}”是只增不减的累计值")
            yield self.finding(message, project.metrics[star].where)


def _only_grows(project: Project, metric: str) -> bool:
    growing: set[str] = set()
    for part in parts_first(project, metric):
        spec = project.metrics[part].spec
        match spec:
            case Cumulative(measure=measure, window=window):
                grows = not isinstance(window, Trailing) and measure.agg in _GROWING
            case Derived(formula):
                grows = _sum_grows(formula, growing)
            case _:
                grows = False
        if grows:
            growing.add(part)
    return metric in growing


def _sum_grows(formula: Formula, growing: Collection[str]) -> bool:
    """True for sums and products of what only grows."""
    match formula:
        case Number(value):
            return value >= 0
        case Name(name):
            return name in growing
        case Operation(operator, left, right):
            return operator in "+*" and _sum_grows(left, growing) and _sum_grows(right, growing)
