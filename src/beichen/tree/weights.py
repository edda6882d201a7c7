"""Weights of a formula's drivers: how much one unit of each driver's change moves the formula, exactly.

The weights are Shapley values per unit of change. The players are the places at
which drivers stand in the formula; a bracketed sum in a denominator is one player,
whose part its own drivers then share as if it had a node of its own. Between
players the formula is multilinear, and there the Shapley value is the integral of
the gradient along the straight way from before to after (Owen 1972; Sun and
Sundararajan 2011). The integrand is a polynomial, so Gauss-Legendre quadrature
with enough points is exact: no 2^k coalitions, no mixture of the two periods that
divides by zero, and a weight also for a driver that did not change.
See docs/methods/shapley.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import mul

from beichen.domain.formula import Formula, Name, Number, Operation, evaluate
from beichen.domain.observation import Reason, Undetermined

Values = Mapping[str, float]


def split_weights(formula: Formula, before: Values, after: Values) -> dict[str, float] | Undetermined:
    """One weight by driver, such that Σ weight · (after − before) is the formula's change.

    Args:
        before, after: value by name, for every name in `formula`.

    Returns:
        The weights; undetermined where the formula divides by zero before or after,
        or where it or a weight is too large for a number.
    """
    first, last = evaluate(formula, before), evaluate(formula, after)
    if first is None or last is None:
        return Undetermined(Reason.ZERO_DENOMINATOR)
    weights = _weights(formula, before, after)
    if not all(map(math.isfinite, (first, last, *weights.values()))):
        return Undetermined(Reason.NOT_FINITE)
    return weights


def _weights(formula: Formula, before: Values, after: Values) -> dict[str, float]:
    places: list[_Place] = []
    part = _Lowering(before, after, places).lower(formula, inverted=False)
    slopes = [0.0] * len(places)
    for point, share in _quadrature((_degree(part) + 1) // 2):
        for at, slope in enumerate(_gradient(part, point)[1]):
            slopes[at] += share * slope
    weights: dict[str, float] = {}
    for place, slope in zip(places, slopes, strict=True):
        for name, rate in place.rates.items():
            weights[name] = weights.get(name, 0.0) + slope * rate
    return weights


@dataclass(frozen=True, slots=True)
class _Place:
    """A player: its two values, and how it moves with each driver in it."""

    before: float
    after: float
    rates: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Sum:
    terms: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Product:
    factors: tuple[_Part, ...]


_Part = float | _Place | _Sum | _Product


@dataclass(frozen=True, slots=True)
class _Lowering:
    """Rewrites a formula as sums and products of places, which it lists in order."""

    before: Values
    after: Values
    places: list[_Place]

    def lower(self, formula: Formula, *, inverted: bool) -> _Part:
        """The formula, or where `inverted` one over it."""
        if isinstance(formula, Number):
            return 1.0 / formula.value if inverted else float(formula.value)
        if isinstance(formula, Operation) and formula.operator in "*/":
            left = self.lower(formula.left, inverted=inverted)
            right = self.lower(formula.right, inverted=inverted != (formula.operator == "/"))
            return _Product((*_factors(left), *_factors(right)))
        if inverted:
            return self._placed(self._one_over(formula))
        if isinstance(formula, Name):
            return self._placed(_Place(self.before[formula.name], self.after[formula.name], {formula.name: 1.0}))
        left, right = self.lower(formula.left, inverted=False), self.lower(formula.right, inverted=False)
        return _Sum((*_terms(left), *(_terms(right) if formula.operator == "+" else (_Product((-1.0, right)),))))

    def _one_over(self, formula: Formula) -> _Place:
        before, after = evaluate(formula, self.before), evaluate(formula, self.after)
        assert before and after  # the whole formula has a value at both ends
        # 1/after − 1/before = −(after − before) / (before · after), and the difference is the drivers' weighted one.
        rates = {name: -weight / before / after for name, weight in _weights(formula, self.before, self.after).items()}
        return _Place(1.0 / before, 1.0 / after, rates)

    def _placed(self, place: _Place) -> _Place:
        self.places.append(place)
        return place


def _factors(part: _Part) -> tuple[_Part, ...]:
    return part.factors if isinstance(part, _Product) else (part,)


def _terms(part: _Part) -> tuple[_Part, ...]:
    return part.terms if isinstance(part, _Sum) else (part,)


def _degree(part: _Part) -> int:
    """The highest number of places that are multiplied with one another."""
    if isinstance(part, float):
        return 0
    if isinstance(part, _Place):
        return 1
    if isinstance(part, _Sum):
        return max(map(_degree, part.terms))
    return sum(map(_degree, part.factors))


def _gradient(part: _Part, point: float) -> tuple[float, list[float]]:
    """The part's value, and its slope in each of its places in order, a share `point` of the way along."""
    if isinstance(part, float):
        return part, []
    if isinstance(part, _Place):
        return part.before * (1.0 - point) + part.after * point, [1.0]
    if isinstance(part, _Sum):
        terms = [_gradient(term, point) for term in part.terms]
        return sum(value for value, _ in terms), [slope for _, slopes in terms for slope in slopes]
    factors = [_gradient(factor, point) for factor in part.factors]
    values = [value for value, _ in factors]
    left = list(accumulate(values, mul, initial=1.0))
    right = list(accumulate(reversed(values), mul, initial=1.0))[::-1]
    # The others' product is taken from both sides: dividing the whole by the factor would fail where it is 0.
    return left[-1], [left[i] * right[i + 1] * slope for i, (_, slopes) in enumerate(factors) for slope in slopes]


@lru_cache(maxsize=64)
def _quadrature(points: int) -> tuple[tuple[float, float], ...]:
    """Points and shares on [0, 1] that integrate polynomials of degree below 2 · `points` exactly."""
    found = []
    for index in range(points):
        x = math.cos(math.pi * (index + 0.75) / (points + 0.5))
        for _ in range(100):
            value, slope = _legendre(points, x)
            step = value / slope
            x -= step
            if abs(step) < 1e-15:
                break
        _, slope = _legendre(points, x)
        found.append(((1.0 + x) / 2.0, 1.0 / ((1.0 - x * x) * slope * slope)))
    return tuple(found)


def _legendre(degree: int, x: float) -> tuple[float, float]:
    """The Legendre polynomial and its slope, by recurrence; `degree` is 1 or more."""
    last, value = 1.0, x
    for n in range(2, degree + 1):
        last, value = value, ((2 * n - 1) * x * value - (n - 1) * last) / n
    return value, degree * (x * value - last) / (x * x - 1.0)
