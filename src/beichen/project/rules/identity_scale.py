"""An identity whose sides do not grow alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import Formula, Name, Number, Operation, render
from beichen.domain.metric import (
    Agg,
    Conversion,
    Cumulative,
    Derived,
    Index,
    Lifecycle,
    Measure,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Spec,
    Threshold,
)
from beichen.domain.model import Model
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.lifecycle import is_entity
from beichen.project.parts import parts_first
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.identities import identities_of


class IdentityScale(Rule):
    code = "identity-scale"
    severity = Severity.WARNING
    meaning = Text(
        "Were there twice as many users, counts would double and shares and averages would stay. The two sides of an "
        "identity must do alike: a count is no product of two counts, and no sum of a count and an average.",
        "如果用户翻倍，计数会翻倍，占比和均值则不变；恒等式两边必须同步变化：计数不可能等于两个计数之积，也不可能等于计数与均值之和。",
    )
    fix = Text(
        "Replace one factor by a share or an average, or write the relation as an influence.",
        "把其中一项换成占比或均值，或者改写为影响关系（influences）。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        scales = _scales(project)
        for identity in identities_of(project):
            shown, name, stated = render(identity.formula), name_of(project, identity.parent), scales[identity.parent]
            try:
                scale = _scale(identity.formula, scales)
            except _UnevenError:
                message = Text(
                    f"`{shown}` adds up what grows with the number of users and what does not",
                    f"`{shown}` 把随用户数增长的量与不随其增长的量相加减",
                )
                yield self.finding(message, identity.where)
                continue
            if scale is not None and stated is not None and scale != stated:
                message = Text(
                    f"{name.en} {_GROWS.get(stated, _OTHERWISE).en}, but `{shown}` {_GROWS.get(scale, _OTHERWISE).en}",
                    f"“{name.zh}”{_GROWS.get(stated, _OTHERWISE).zh}，但 `{shown}` {_GROWS.get(scale, _OTHERWISE).zh}",
                )
                yield self.finding(message, identity.where)


_GROWS = {
    0: Text("stays as it is when users double", "在用户翻倍时不变"),
    1: Text("doubles when users double", "在用户翻倍时翻倍"),
    2: Text("becomes fourfold", "会变为四倍"),
    -1: Text("halves", "会减半"),
}
_OTHERWISE = Text("changes by another power", "会按其他倍数变化")


class _UnevenError(Exception):
    """A sum of things that do not grow alike."""


def _scales(project: Project) -> Mapping[str, int | None]:
    """For each metric the power of the number of users with which it grows; None where that is not known."""
    scales: dict[str, int | None] = {}
    for metric in project.metrics:
        for part in parts_first(project, metric):
            if part not in scales:
                scales[part] = _scale_of_spec(project.metrics[part].spec, project, scales)
    return scales


def _scale_of_spec(spec: Spec, project: Project, scales: Mapping[str, int | None]) -> int | None:
    match spec:
        case Simple(model, measure) | Cumulative(model, measure):
            return _scale_of_measure(measure, project.models[model])
        case Threshold() | Lifecycle():
            return 1
        case Retention() | Conversion() | Repeat() | Index():
            return 0
        case Ratio(numerator, denominator):
            above, below = scales[numerator], scales[denominator]
            return None if above is None or below is None else above - below
        case Derived(formula):
            try:
                return _scale(formula, scales)
            except _UnevenError:
                return None


def _scale(formula: Formula, scales: Mapping[str, int | None]) -> int | None:
    """As for a metric, of a formula; a number alone may stand beside anything."""
    match formula:
        case Number():
            return None
        case Name(name):
            return scales[name]
        case Operation(operator, left, right):
            first, second = _scale(left, scales), _scale(right, scales)
            if operator in "+-":
                if first is not None and second is not None and first != second:
                    raise _UnevenError
                return second if first is None else first
            first, second = 0 if isinstance(left, Number) else first, 0 if isinstance(right, Number) else second
            if first is None or second is None:
                return None
            return first + second if operator == "*" else first - second


def _scale_of_measure(measure: Measure, model: Model) -> int | None:
    match measure.agg:
        case Agg.COUNT | Agg.SUM:
            return 1
        case Agg.COUNT_DISTINCT if measure.expr is not None and is_entity(model, measure.expr):
            return 1
        case Agg.AVG | Agg.PERCENTILE:
            return 0
        case _:
            # Distinct days do not double with the users; the largest of more is a little larger.
            return None
