"""Localizing the change between two periods, in which everything may have moved together.

Both periods are draws, and what they are draws of is known: events, tries with an outcome, or amounts
with their squares. So the noise is that of sampling throughout, see `sampling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

import numpy as np

from beichen.domain.observation import Reason
from beichen.judgement.localization.lattice import Booleans, Floats, Lattice
from beichen.judgement.localization.leaves import ArrowTable, Leaves, read_leaves
from beichen.judgement.localization.localize import (
    MOST_SEGMENTS,
    Localization,
    by_counts,
    lattice_of,
    nothing,
    tell_found,
)
from beichen.judgement.localization.sampling import Sampling, overdispersion_of
from beichen.judgement.localization.search import Found

ROUNDS = 3  # of the common move and the segments that it leaves
BEYOND_CHANCE = 3.0  # standard errors of the rate's change
NEARLY_ALL, SMALL_PART, CLEARLY = 0.9, 0.7, 4.0  # of a segment's change; of its tries; standard deviations
STILL = 1.64  # standard deviations
LEAST_GAIN = log(9)  # nats: a confidence of 0.9; changes of many metrics are looked at every week
LEAST_OF_CHANGE = (
    0.25  # of a rate's change, beyond its size, for a segment to be named because many more events came to it
)


def localize_change(
    table: ArrowTable, dimensions: Sequence[str], *, ratio: bool = False, squares: bool = False
) -> Localization:
    """The segments that moved otherwise than the others did together.

    Args:
        table: one row per leaf with columns `before` and `after`; of a ratio, of its numerator, beside
            `before_size` and `after_size`. What they are sums of: events, or, with a column
            `squares`, amounts whose squares in both periods it sums.
        dimensions: columns to look along.

    Returns:
        As `localize`; `everywhere` means that all moved together and no segment otherwise.
    """
    sizes = ("after_size", "before_size") if ratio else None
    leaves = read_leaves(table, dimensions, ("after", "before"), sizes, "squares" if squares else None)
    if not len(leaves):
        return nothing(leaves, Reason.NO_ROWS)
    lattice = lattice_of(leaves)
    found = _find(leaves, lattice)
    if isinstance(found, Reason) and ratio:
        return _by_numerator(leaves, lattice, found)
    return nothing(leaves, found) if isinstance(found, Reason) else tell_found(leaves, found)


def _find(leaves: Leaves, lattice: Lattice) -> list[Found] | Reason:
    moved = _telling(leaves, lattice, None)
    alone = [each for each in moved if each.cuboid]
    if not alone or not _is_still(leaves, _others(leaves, alone)):
        alone = []
    beside = _beside_the_common_move(leaves, lattice)
    if alone and not 0 < len(beside) < len(alone):
        return alone
    if beside:
        return beside
    return Reason.EVERYWHERE if moved else Reason.NOTHING_STANDS_OUT


def _by_numerator(leaves: Leaves, lattice: Lattice, otherwise: Reason) -> Localization:
    """Segments to which so many more events came that they changed the rate, by their own rate or by their weight."""
    found = _find(replace(leaves, actual_size=None, expected_size=None), lattice)
    if isinstance(found, Reason):
        return nothing(leaves, otherwise)
    answer = tell_found(leaves, [_narrowed(leaves, each) for each in found])
    change = answer.deviation
    if not answer.segments or not isinstance(change, float) or not change:
        return nothing(leaves, otherwise)
    least = max(LEAST_OF_CHANGE * abs(change), BEYOND_CHANCE * _chance_in_change(leaves))
    if all(each.excess * np.sign(change) >= least for each in answer.segments):
        return answer
    return nothing(leaves, otherwise)


def _chance_in_change(leaves: Leaves) -> float:
    """The standard error of the rate's change, were its events Poisson or its amounts drawn."""
    assert leaves.actual_size is not None and leaves.expected_size is not None
    later, earlier = float(leaves.actual_size.sum()), float(leaves.expected_size.sum())
    if leaves.squares is not None:
        return float(np.sqrt(leaves.squares.sum())) / min(later, earlier)
    return float(np.sqrt(np.abs(leaves.actual).sum() / later**2 + np.abs(leaves.expected).sum() / earlier**2))


def _narrowed(leaves: Leaves, found: Found) -> Found:
    """The part of a segment in which nearly all of its new events came, although it is a small part of the tries."""
    while True:
        parts = [
            _part(leaves, found, dimension, code)
            for dimension in range(len(leaves.sizes))
            if dimension not in found.cuboid
            for code in np.unique(leaves.codes[dimension][found.leaves])
        ]
        part = next((each for each in parts if each is not None), None)
        if part is None:
            return found
        found = part


def _part(leaves: Leaves, found: Found, dimension: int, code: int) -> Found | None:
    assert leaves.actual_size is not None
    inside = found.leaves & (leaves.codes[dimension] == code)
    events, tries = float(leaves.actual[found.leaves].sum()), float(leaves.actual_size[found.leaves].sum())
    here, share = float(leaves.actual[inside].sum()), float(leaves.actual_size[inside].sum()) / max(tries, 1.0)
    moved = float((leaves.actual - leaves.expected)[found.leaves].sum())
    carried = float((leaves.actual - leaves.expected)[inside].sum())
    if share > SMALL_PART or not moved or carried / moved < NEARLY_ALL:
        return None
    if here - events * share < CLEARLY * np.sqrt(events * share * (1 - share)):
        return None
    where = dict(zip(found.cuboid, found.codes, strict=True)) | {dimension: int(code)}
    cuboid = tuple(sorted(where))
    return replace(found, cuboid=cuboid, codes=tuple(where[each] for each in cuboid), leaves=inside)


def _beside_the_common_move(leaves: Leaves, lattice: Lattice) -> list[Found]:
    """The segments once the common move is expected of all: that of the leaves which are in none of them."""
    usual, found = np.ones(len(leaves), bool), list[Found]()
    for _ in range(ROUNDS):
        found = [each for each in _telling(leaves, lattice, usual) if each.cuboid]
        others = _others(leaves, found)
        if not found or (others == usual).all():
            break
        usual = others
    return found


def _telling(leaves: Leaves, lattice: Lattice, usual: Booleans | None) -> list[Found]:
    found = by_counts(leaves, lattice, _noise(leaves, usual), MOST_SEGMENTS)
    return [each for each in found if each.gain >= LEAST_GAIN]


def _others(leaves: Leaves, found: Sequence[Found]) -> Booleans:
    held = np.zeros(len(leaves), bool)
    for each in found:
        held |= each.leaves
    return ~held


def _is_still(leaves: Leaves, others: Booleans) -> bool:
    """True where nothing says that the others moved together."""
    noise = _noise(leaves, None)
    _, deviation, variance = noise.columns[:, others].sum(axis=1)
    return bool(deviation**2 <= STILL**2 * noise.overdispersion * variance)


def _noise(leaves: Leaves, usual: Booleans | None) -> Sampling:
    """The leaves' deviations from the common move of the usual ones, or from no move, with their variances."""
    later, earlier, bounded = leaves.actual, leaves.expected, False
    after, before = leaves.actual_size, leaves.expected_size
    if after is None or before is None:
        after = before = np.ones(len(leaves))
    elif leaves.squares is None and (later <= after).all() and (earlier <= before).all():
        bounded = True
        if np.sum(after + before) < 2 * np.sum(later + earlier):
            later, earlier = after - later, before - earlier  # the rarer outcome tells more
    exposed = after * _growth(later, earlier, after, before, usual)
    share = exposed / np.maximum(exposed + before, 1e-12)
    deviation, variance = later - (later + earlier) * share, share * (1 - share)
    if leaves.squares is not None:
        # in units of a typical amount, so that they compare with events
        whole = float(np.abs(later + earlier).sum())
        unit = float(leaves.squares.sum()) / whole if whole else 1.0
        deviation, variance = deviation / unit, variance * leaves.squares / unit**2
    else:
        variance *= np.abs(later + earlier)
    if bounded:
        size = after + before
        variance *= np.clip((size - later - earlier) / np.maximum(size - 1, 1e-9), 0, 1)
    columns = np.stack([np.ones(len(leaves)), deviation, variance])
    return Sampling(columns, overdispersion_of(deviation, variance))


def _growth(later: Floats, earlier: Floats, after: Floats, before: Floats, usual: Booleans | None) -> float:
    """The common ratio of the usual leaves' rates (Mantel and Haenszel); 1 where there is none."""
    if usual is None:
        return 1.0
    size = np.maximum(after + before, 1e-12)
    risen, was = float((later * before / size)[usual].sum()), float((earlier * after / size)[usual].sum())
    return risen / was if risen > 0 and was > 0 else 1.0
