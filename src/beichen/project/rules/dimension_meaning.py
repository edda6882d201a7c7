"""One dimension with two meanings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import parts_of
from beichen.domain.model import Dimension
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule


class DimensionMeaning(Rule):
    code = "dimension-meaning"
    severity = Severity.WARNING
    meaning = Text(
        "A metric over two models meets them by the values of a dimension. Where the dimension is made in two ways, "
        "the segments of one are set against other segments of the other.",
        "跨模型的指标按维度取值对齐；若同名维度在两个模型中算法不同，就会把不同的分群错配到一起。",
    )
    fix = Text(
        "Give both the same `expr` and `scope`, or one of them another name.",
        "让两者的 `expr` 与 `scope` 一致，或给其中一个改名。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        reported = set()
        for metric in project.metrics.values():
            if not parts_of(metric.spec):
                continue
            for first, second in combinations(project.models_of(metric.name), 2):
                for one, other in _conflicts(project, first, second):
                    if (first, second, one.name) in reported:
                        continue
                    reported.add((first, second, one.name))
                    message = Text(
                        f"`{one.name}` is `{one.expr}` ({one.scope.value}) in `{first}`, but `{other.expr}` "
                        f"({other.scope.value}) in `{second}`, and {metric.name} joins both",
                        f"维度 `{one.name}` 在 `{first}` 中是 `{one.expr}`（{one.scope.value}），在 `{second}` 中是 "
                        f"`{other.expr}`（{other.scope.value}），而 {metric.name} 同时用到两者",
                    )
                    yield self.finding(message, other.where)


def _conflicts(project: Project, first: str, second: str) -> Iterator[tuple[Dimension, Dimension]]:
    for one in project.models[first].dimensions:
        other = project.models[second].dimension(one.name)
        if other is not None and (_squeezed(one.expr) != _squeezed(other.expr) or one.scope is not other.scope):
            yield one, other


def _squeezed(expr: str) -> str:
    return "".join(expr.split()).casefold()
