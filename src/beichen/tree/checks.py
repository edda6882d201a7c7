"""Checks of a tree against the data: does every identity hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import Formula, names_in, render
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.text import Text
from beichen.domain.tree import Tree
from beichen.domain.units import format_exact
from beichen.tree.gap import identity_gap
from beichen.tree.identity import Values


def check_identity(tree: Tree, values_by_period: Mapping[date, Values]) -> list[Finding]:
    """One finding (`identity-broken`) for every parent whose formula does not give its value in some period.

    A period in which the parent or one of the drivers has no value is passed over:
    what is absent breaks nothing. A formula that divides by zero where the parent has
    a value is broken.

    Args:
        values_by_period: by a period's first day, the value by metric; a metric may be left out.
    """
    findings = []
    for parent, drivers in tree.drivers.items():
        if drivers.identity is None:
            continue
        broken = dict(_broken_periods(parent, drivers.identity, values_by_period))
        if broken:
            message = _message(parent, drivers.identity, broken, len(values_by_period))
            findings.append(Finding("identity-broken", Severity.ERROR, message, _HINT, drivers.where))
    return findings


def broken_identities(tree: Tree, values_by_period: Mapping[date, Values]) -> dict[str, list[date]]:
    """The first days of the periods in which a parent's formula does not give its value, by parent."""
    formulas = {parent: drivers.identity for parent, drivers in tree.drivers.items()}
    found = {
        parent: [period for period, _ in _broken_periods(parent, formula, values_by_period)]
        for parent, formula in formulas.items()
        if formula is not None
    }
    return {parent: periods for parent, periods in found.items() if periods}


_HINT = Text(
    "make the definitions agree (same rows, same grain, no entity counted twice), or make it an influence",
    "请统一口径（相同的数据范围、相同的粒度、实体不重复计数），或将其改为影响关系",
)

_Broken = tuple[float, float | Undetermined]  # the parent's value, and what it has beyond the formula


def _broken_periods(
    parent: str, formula: Formula, values_by_period: Mapping[date, Values]
) -> Iterator[tuple[date, _Broken]]:
    for period, values in sorted(values_by_period.items()):
        found = {name: values.get(name, Undetermined(Reason.NO_PERIOD)) for name in (parent, *names_in(formula))}
        known = {name: value for name, value in found.items() if not isinstance(value, Undetermined)}
        if len(known) == len(found):
            gap = identity_gap(formula, known[parent], known)
            if gap != 0.0:
                yield period, (known[parent], gap)


def _message(parent: str, formula: Formula, broken: Mapping[date, _Broken], periods: int) -> Text:
    day, (stated, gap) = max(broken.items(), key=lambda item: item[0])
    if isinstance(gap, Undetermined):
        gives = Text(f"the formula has no value ({gap.reason.text.en})", f"公式无法计算（{gap.reason.text.zh}）")
    else:
        gives = Text(f"the formula gives {format_exact(stated - gap)}", f"公式结果为 {format_exact(stated - gap)}")
    return Text(
        f"the identity {parent} = {render(formula)} does not hold in {len(broken)} of {periods} periods: "
        f"in that of {day} {gives.en}, the data {format_exact(stated)}",
        f"恒等式 {parent} = {render(formula)} 在 {periods} 个周期中有 {len(broken)} 个不成立："
        f"{day} 所在周期{gives.zh}，数据为 {format_exact(stated)}",
    )
