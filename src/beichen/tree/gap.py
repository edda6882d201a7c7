"""The gap of an identity: what the data say beyond the formula."""

from __future__ import annotations

import math
from collections.abc import Mapping

from beichen.domain.formula import Formula, Name, Number
from beichen.domain.observation import Reason, Undetermined

TOLERANCE = 1e-9  # of the largest number that the formula passes through; less is rounding


def identity_gap(formula: Formula, stated: float, drivers: Mapping[str, float]) -> float | Undetermined:
    """`stated` less the formula's value; 0 where no more than rounding lies between them.

    Undetermined where the formula divides by zero or leaves the range of numbers.
    """
    try:
        value, size = _value_and_size(formula, drivers)
    except ZeroDivisionError:
        return Undetermined(Reason.ZERO_DENOMINATOR)
    gap = stated - value
    if not math.isfinite(gap):
        return Undetermined(Reason.NOT_FINITE)
    if not math.isfinite(size):
        size = abs(value)
    return 0.0 if abs(gap) <= TOLERANCE * max(size, abs(stated)) else gap


def _value_and_size(formula: Formula, drivers: Mapping[str, float]) -> tuple[float, float]:
    """The value, and the size to which its rounding errors are relative: that of a − b is |a| + |b|."""
    if isinstance(formula, Number):
        return formula.value, abs(formula.value)
    if isinstance(formula, Name):
        value = drivers[formula.name]
        return value, abs(value)
    (left, left_size), (right, right_size) = (_value_and_size(part, drivers) for part in (formula.left, formula.right))
    match formula.operator:
        case "+":
            return left + right, left_size + right_size
        case "-":
            return left - right, left_size + right_size
        case "*":
            return left * right, left_size * right_size
        case "/":
            return left / right, left_size / abs(right) * (right_size / abs(right))
