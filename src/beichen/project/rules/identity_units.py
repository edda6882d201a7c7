"""An identity that cannot hold by its units."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import Formula, Name, Number, Operation, render
from beichen.domain.metric import Conversion, Repeat, Retention
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.units import SHARE, is_money
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.identities import identities_of


class IdentityUnits(Rule):
    code = "identity-units"
    severity = Severity.ERROR
    meaning = Text(
        "Only like can be added to like, and a formula must come out in the unit of what it equals: "
        "an identity that breaks this leaves a rest that no one can explain.",
        "只有单位相同的指标才能相加减，公式结果的单位也必须与所等于的指标一致；否则恒等式不成立，会留下无法解释的差额。",
    )
    fix = Text("Correct the formula, or the `unit` of the metrics in it.", "修正公式，或修正其中各指标的 `unit`。")

    def check(self, project: Project) -> Iterator[Finding]:
        for identity in identities_of(project):
            try:
                unit = _unit(identity.formula, project)
            except _ClashError as clash:
                yield self.finding(clash.message, identity.where)
                continue
            stated = _unit_of_metric(identity.parent, project)
            if unit is not None and stated is not None and unit != stated:
                name, formula = name_of(project, identity.parent), render(identity.formula)
                message = Text(
                    f"{name.en} is in {stated}, but `{formula}` comes out in {unit}",
                    f"“{name.zh}”的单位是 {stated}，但 `{formula}` 的结果单位是 {unit}",
                )
                yield self.finding(message, identity.where)


class _ClashError(Exception):
    """Two units that an operator cannot join."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def _unit(formula: Formula, project: Project) -> str | None:
    """The unit of a formula's value; None where it is unknown, or any would do."""
    match formula:
        case Number():
            return None
        case Name(name):
            return _unit_of_metric(name, project)
        case Operation(operator, left, right):
            units = _unit(left, project), _unit(right, project)
            if operator in "+-":
                return _of_sum(formula, *units)
            # A plain factor leaves the unit as it is.
            if isinstance(right, Number) or (isinstance(left, Number) and operator == "*"):
                return units[0] or units[1]
            return _of_product(formula, *units) if operator == "*" else _of_quotient(*units)


def _of_sum(formula: Operation, left: str | None, right: str | None) -> str | None:
    if left is not None and right is not None and left != right:
        shown = render(formula)
        raise _ClashError(
            Text(
                f"`{shown}` joins {left} and {right} with {formula.operator}", f"`{shown}` 把 {left} 与 {right} 相加减"
            )
        )
    return left or right


def _of_product(formula: Operation, left: str | None, right: str | None) -> str | None:
    if SHARE in (left, right):
        return right if left == SHARE else left
    if is_money(left) and is_money(right):
        shown = render(formula)
        raise _ClashError(Text(f"`{shown}` multiplies money by money", f"`{shown}` 把金额与金额相乘"))
    # Units are often written without their "per": 300 orders of 20 GBP (each) are GBP.
    return next((unit for unit in (left, right) if is_money(unit)), None) if left and right else None


def _of_quotient(left: str | None, right: str | None) -> str | None:
    if right == SHARE:
        return left
    return left if is_money(left) and right is not None and not is_money(right) else None


def _unit_of_metric(name: str, project: Project) -> str | None:
    metric = project.metrics[name]
    if metric.unit is None:
        return SHARE if isinstance(metric.spec, Retention | Conversion | Repeat) else None
    if is_money(metric.unit) or metric.unit == SHARE:
        return metric.unit
    # Singular and plural are one unit.
    return metric.unit.casefold().strip().removesuffix("s")
