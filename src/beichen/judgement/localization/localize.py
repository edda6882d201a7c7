"""Localization: the fewest segments, of any combination of dimensions, that explain a deviation."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from beichen.domain.observation import Reason, Undetermined
from beichen.errors import QueryError
from beichen.judgement.localization.lattice import Booleans, Floats, Lattice, build_lattice
from beichen.judgement.localization.leaves import ArrowTable, Leaves, read_leaves
from beichen.judgement.localization.relative import fit_relative, quiet_side, score_leaves
from beichen.judgement.localization.sampling import Sampling, fit_sampling
from beichen.judgement.localization.search import Found, find_segments
from beichen.judgement.rates import RatePart, split_rate

MOST_SEGMENTS = 20
LEAST_OF_LARGEST = 0.15  # of the largest segment's deviation, for another one to be named beside it
ROUNDS = 2  # of noise and segments: the noise is read again without the leaves of the segments
SETTLED = 0.02  # relative change of the noise's scale
GROWING = (
    4.0  # overdispersion of large leaves over that of small ones, from which counts scatter by a share of their size
)
TELLING_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Localized:
    """A segment that stands out.

    Attributes:
        where: dimension → value; a value of None is the null segment.
        contribution: what it added to the total's deviation, in the metric's own unit.
        excess: contribution less what its expected share of the total's deviation would have given it.
        within, mix: of a ratio, through the segment's own rate and through its weight; None of a metric that adds.
        confidence: 0–1, that its leaves have a shift of their own.
        actual, expected: its values.
        leaves: how many.
    """

    where: Mapping[str, Hashable]
    contribution: float
    excess: float
    within: float | None
    mix: float | None
    confidence: float
    actual: float | None
    expected: float | None
    leaves: int

    def as_dict(self) -> dict[str, Any]:
        """The segment as a JSON document; values that JSON has no form for are text."""
        where = {name: value if _is_plain(value) else str(value) for name, value in self.where.items()}
        numbers = ("contribution", "excess", "within", "mix", "confidence", "actual", "expected", "leaves")
        return {"where": where} | {name: getattr(self, name) for name in numbers}


@dataclass(frozen=True, slots=True)
class Localization:
    """The segments, largest contribution first, and what they leave.

    Attributes:
        segments: no two hold the same leaf; empty with a reason.
        deviation: actual − expected of the whole; undetermined for a ratio without a denominator.
        residual: what the leaves outside of all segments give: contributions + residual = deviation.
    """

    segments: tuple[Localized, ...]
    deviation: float | Undetermined
    residual: float | Undetermined
    reason: Reason | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen localize --json`."""
        deviation, residual = (None if isinstance(x, Undetermined) else x for x in (self.deviation, self.residual))
        return {
            "segments": [segment.as_dict() for segment in self.segments],
            "deviation": deviation,
            "residual": residual,
            "reason": None if self.reason is None else self.reason.value,
        }


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def localize(
    table: ArrowTable,
    dimensions: Sequence[str],
    actual: str = "real",
    expected: str = "predict",
    *,
    numerator: tuple[str, str] | None = None,
    denominator: tuple[str, str] | None = None,
    most: int = MOST_SEGMENTS,
) -> Localization:
    """The fewest segments, of any combination of dimensions, that explain why what was is not what was expected.

    A metric that adds has one column of each; a ratio has two numerators and two denominators, actual first.
    Where all actual numbers are whole, leaves are taken to scatter as counts do, else by a share of their
    size. See docs/methods/localization.md.

    Args:
        table: one row per leaf; rows of the same leaf are added up.
        dimensions: columns to look along.
        actual, expected: columns of a metric that adds.
        numerator, denominator: columns of a ratio, (actual, expected) each; given together.
        most: how many segments at most.

    Returns:
        The segments; none, with a reason, where nothing stands out or the shift is everywhere.

    Raises:
        QueryError: a column is missing or unfit, or only one part of a ratio is given.
    """
    if (numerator is None) != (denominator is None):
        raise QueryError("a ratio needs numerator and denominator", hint="give both, each as (actual, expected)")
    leaves = read_leaves(table, dimensions, numerator or (actual, expected), denominator)
    return localize_leaves(leaves, most)


def localize_leaves(leaves: Leaves, most: int = MOST_SEGMENTS) -> Localization:
    """The same, of leaves that are arrays already.

    Raises:
        QueryError: the dimensions have more combinations of values than can be numbered.
    """
    if not len(leaves):
        return nothing(leaves, Reason.NO_ROWS)
    found = find_in(leaves, lattice_of(leaves), most)
    if not found:
        return nothing(leaves, Reason.NOTHING_STANDS_OUT)
    if not found[0].cuboid:
        return nothing(leaves, Reason.EVERYWHERE)
    return tell_found(leaves, found)


def lattice_of(leaves: Leaves) -> Lattice:
    """Every combination of the leaves' dimensions.

    Raises:
        QueryError: the dimensions have more combinations of values than can be numbered.
    """
    try:
        return build_lattice(leaves.codes, leaves.sizes)
    except OverflowError as error:
        raise QueryError(str(error), hint="look along fewer dimensions") from error


def find_in(leaves: Leaves, lattice: Lattice, most: int) -> list[Found]:
    """The segments; only one, of everything, where the shift is everywhere."""
    noise = _sampling_noise(leaves)
    return by_counts(leaves, lattice, noise, most) if noise else _by_amounts(leaves, lattice, most)


def _sampling_noise(leaves: Leaves) -> Sampling | None:
    """The noise of counts; None where the leaves are no counts, or scatter more the larger they are."""
    columns = [leaves.actual] if leaves.actual_size is None else [leaves.actual, leaves.actual_size]
    if (
        any((column < 0).any() or (column != np.round(column)).any() for column in columns)
        or (leaves.expected < 0).any()
    ):
        return None
    if leaves.actual_size is None or leaves.expected_size is None:
        noise = fit_sampling(leaves.actual, leaves.expected)
        return None if _grows(noise) else noise
    if (leaves.actual > leaves.actual_size).any() or (leaves.expected > leaves.expected_size * (1 + 1e-9)).any():
        return None
    later, earlier = leaves.actual_size - leaves.actual, np.maximum(leaves.expected_size - leaves.expected, 0)
    if np.sum(leaves.actual + leaves.expected) < np.sum(later + earlier):
        later, earlier = leaves.actual, leaves.expected  # the rarer outcome tells more
    return fit_sampling(later, earlier, (leaves.actual_size, leaves.expected_size))


def _grows(noise: Sampling) -> bool:
    _, deviation, variance = noise.columns
    telling = variance * 4 >= TELLING_EVENTS
    squares, sizes = deviation[telling] ** 2 / variance[telling], variance[telling]
    if len(sizes) < 60:
        return False
    order = np.argsort(sizes)
    third = len(order) // 3
    small, large = (float(np.median(squares[part])) / 0.455 for part in (order[:third], order[-third:]))
    return large > GROWING * max(small, 1.0)


def by_counts(leaves: Leaves, lattice: Lattice, noise: Sampling, most: int) -> list[Found]:
    """The segments by sampling noise, without those that deviate by little beside the largest."""
    found = find_segments(lattice, leaves.codes, noise, most)
    deviations = [abs(float(noise.columns[1][each.leaves].sum())) for each in found]
    return [each for each, own in zip(found, deviations, strict=True) if own >= LEAST_OF_LARGEST * deviations[0]]


def _by_amounts(leaves: Leaves, lattice: Lattice, most: int) -> list[Found]:
    actual, expected, size = leaves.actual, leaves.expected, np.abs(leaves.actual) + np.abs(leaves.expected)
    if leaves.actual_size is not None and leaves.expected_size is not None:
        actual, expected = _quotient(actual, leaves.actual_size), _quotient(expected, leaves.expected_size)
        size = leaves.actual_size + leaves.expected_size
    scores = score_leaves(actual, expected)
    quiet = telling = quiet_side(scores)
    found, before = list[Found](), 0.0
    for _ in range(ROUNDS):
        noise = fit_relative(scores, size, telling)
        if before and abs(math.log(noise.scale / before)) < SETTLED:
            break
        found, before = find_segments(lattice, leaves.codes, noise, most), noise.scale
        left = ~np.logical_or.reduce([each.leaves for each in found]) if found else quiet
        if (quiet & left).sum() == telling.sum():
            break  # the noise was read from these leaves
        telling = quiet & left
    return found


def _quotient(top: Floats, bottom: Floats) -> Floats:
    quotients: Floats = np.divide(top, bottom, out=np.zeros(len(top)), where=bottom != 0)
    return quotients


def nothing(leaves: Leaves, reason: Reason) -> Localization:
    """No segment, and why."""
    deviation = _deviation(leaves)
    return Localization((), deviation, deviation, reason)


def _deviation(leaves: Leaves) -> float | Undetermined:
    if leaves.actual_size is None or leaves.expected_size is None:
        return float(leaves.actual.sum() - leaves.expected.sum())
    now, was = leaves.actual_size.sum(), leaves.expected_size.sum()
    if now == 0 or was == 0:
        return Undetermined(Reason.ZERO_DENOMINATOR)
    return float(leaves.actual.sum() / now - leaves.expected.sum() / was)


def tell_found(leaves: Leaves, found: Sequence[Found]) -> Localization:
    """The segments with their numbers: what was, what was expected, what they added."""
    parts = [_sums(leaves, each.leaves) for each in found]
    rest = _sums(leaves, ~np.logical_or.reduce([each.leaves for each in found]))
    deviation = _deviation(leaves)
    if isinstance(deviation, Undetermined):
        return Localization((), deviation, deviation, deviation.reason)
    shares, residual = _ratio_shares(parts, rest) if leaves.actual_size is not None else _added_shares(parts, rest)
    segments = [
        Localized(
            {leaves.names[d]: leaves.values[d][code] for d, code in zip(each.cuboid, each.codes, strict=True)},
            share.contribution,
            share.contribution - share.weight * deviation,
            share.within,
            share.mix,
            1 / (1 + math.exp(-min(each.gain, 700.0))),
            *_values(part, ratio=leaves.actual_size is not None),
            int(each.leaves.sum()),
        )
        for each, part, share in zip(found, parts, shares, strict=True)
    ]
    return Localization(tuple(sorted(segments, key=lambda s: -abs(s.contribution))), deviation, residual)


@dataclass(frozen=True, slots=True)
class _Share:
    contribution: float
    weight: float
    within: float | None = None
    mix: float | None = None


def _sums(leaves: Leaves, inside: Booleans) -> RatePart:
    """Sums of the leaves: expected, its denominator, actual, its denominator; a metric that adds has none."""
    sizes = [0.0 if size is None else float(size[inside].sum()) for size in (leaves.expected_size, leaves.actual_size)]
    return RatePart(float(leaves.expected[inside].sum()), sizes[0], float(leaves.actual[inside].sum()), sizes[1])


def _added_shares(parts: Sequence[RatePart], rest: RatePart) -> tuple[list[_Share], float]:
    whole = sum(part.numerator_before for part in (*parts, rest))
    shares = [
        _Share(part.numerator_after - part.numerator_before, part.numerator_before / whole if whole else 0.0)
        for part in parts
    ]
    return shares, rest.numerator_after - rest.numerator_before


def _ratio_shares(parts: Sequence[RatePart], rest: RatePart) -> tuple[list[_Share], float]:
    split = split_rate(dict(enumerate((*parts, rest))))
    assert not isinstance(split, Undetermined)  # the whole has denominators
    shares = [_Share(s.contribution, s.weight, s.within, s.mix) for s in (split[n] for n in range(len(parts)))]
    return shares, split[len(parts)].contribution


def _values(part: RatePart, *, ratio: bool) -> tuple[float | None, float | None]:
    if not ratio:
        return part.numerator_after, part.numerator_before
    after = part.numerator_after / part.denominator_after if part.denominator_after else None
    before = part.numerator_before / part.denominator_before if part.denominator_before else None
    return after, before
