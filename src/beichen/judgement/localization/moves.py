"""Localizing the change between two periods, in which everything may have moved together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beichen.domain.observation import Reason
from beichen.judgement.localization.lattice import Lattice
from beichen.judgement.localization.leaves import ArrowTable, Leaves, read_leaves
from beichen.judgement.localization.localize import (
    MOST_SEGMENTS,
    Localization,
    find_in,
    lattice_of,
    nothing,
    tell_found,
)
from beichen.judgement.localization.search import Found

ROUNDS = 3  # of the common move and the segments that it leaves
MUCH = 0.5  # of what there was before: of so much it cannot be said that all else moved together


def localize_change(
    table: ArrowTable, dimensions: Sequence[str], *, ratio: bool = False, most: int = MOST_SEGMENTS
) -> Localization:
    """The segments that moved otherwise than the others did together.

    Args:
        table: one row per leaf with columns `before` and `after`; of a ratio, of its numerator, beside
            `before_size` and `after_size`.
        dimensions: columns to look along.

    Returns:
        As `localize`; `everywhere` means that all moved together and no segment otherwise.
    """
    sizes = ("after_size", "before_size") if ratio else None
    leaves = read_leaves(table, dimensions, ("after", "before"), sizes)
    if not len(leaves):
        return nothing(leaves, Reason.NO_ROWS)
    lattice = lattice_of(leaves)
    found = _beside_the_common_move(leaves, lattice, most)
    if found and not _is_most_of_all(leaves, found):
        return tell_found(leaves, found)
    moved = find_in(leaves, lattice, most)
    segments = [each for each in moved if each.cuboid]
    if found:
        # as much as all else: what moved may be told as well by itself, and more shortly
        return tell_found(leaves, segments if moved[:1] == segments[:1] and 0 < len(segments) < len(found) else found)
    return nothing(leaves, Reason.EVERYWHERE if moved else Reason.NOTHING_STANDS_OUT)


def _beside_the_common_move(leaves: Leaves, lattice: Lattice, most: int) -> list[Found]:
    """The segments once the common move is expected of all: that of the leaves which are in none of them."""
    usual, found = np.ones(len(leaves), bool), list[Found]()
    for _ in range(ROUNDS):
        found = [each for each in find_in(leaves, lattice, most, usual) if each.cuboid]
        others = ~np.logical_or.reduce([each.leaves for each in found]) if found else np.ones(len(leaves), bool)
        if not found or (others == usual).all():
            break
        usual = others
    return found


def _is_most_of_all(leaves: Leaves, found: Sequence[Found]) -> bool:
    held = np.logical_or.reduce([each.leaves for each in found])
    size = np.abs(leaves.expected if leaves.expected_size is None else leaves.expected_size)
    return float(size[held].sum()) > MUCH * float(size.sum())
