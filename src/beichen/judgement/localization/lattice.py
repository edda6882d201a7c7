"""Every combination of dimensions over a table's leaves: which cells there are, and how sums roll up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Cuboid = tuple[int, ...]
"""The dimensions that a combination holds, by position, ascending; () is everything."""

ALL_DEPTHS = 6  # up to so many dimensions every combination is looked at
DEPTH_OF_MANY = 3  # with more of them, those of so many dimensions
DENSE_CELLS = 1 << 22


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells that have leaves, of every combination of dimensions, and which cell lies in which.

    Attributes:
        sizes: number of values by dimension.
        cuboids: from the finest to (); each holds one dimension more than some that follow it.
        keys: by cuboid the cells' keys, ascending: their values' codes as digits of one number.
        up: by cuboid and a dimension it holds, the cell of the cuboid without it that each of its cells lies in.
        of_leaves: the finest cuboids' cell of each leaf.
    """

    sizes: tuple[int, ...]
    cuboids: tuple[Cuboid, ...]
    keys: dict[Cuboid, Indices]
    up: dict[tuple[Cuboid, int], Indices]
    of_leaves: dict[Cuboid, Indices]

    @property
    def depth(self) -> int:
        """How many dimensions the finest combinations hold."""
        return len(self.cuboids[0])

    def count(self, cuboid: Cuboid) -> int:
        """The number of cells."""
        return len(self.keys[cuboid])

    def codes(self, cuboid: Cuboid, cell: int) -> tuple[int, ...]:
        """The codes of a cell's values, in the cuboid's order of dimensions."""
        key, codes = int(self.keys[cuboid][cell]), []
        for dimension in reversed(cuboid):
            key, code = divmod(key, self.sizes[dimension])
            codes.append(code)
        return tuple(reversed(codes))

    def roll_up(self, leaves: Floats) -> dict[Cuboid, Floats]:
        """Sums of the leaves' columns by cell, for every cuboid.

        Args:
            leaves: (columns, leaves).

        Returns:
            (columns, cells) by cuboid.
        """
        sums: dict[Cuboid, Floats] = {}
        for cuboid in self.cuboids:
            finer = self._smallest_finer(cuboid)
            if finer is None:
                source, cells = leaves, self.of_leaves[cuboid]
            else:
                source, cells = sums[finer], self.up[finer, _added(finer, cuboid)]
            sums[cuboid] = np.empty((len(leaves), self.count(cuboid)))
            for row, column in zip(sums[cuboid], source, strict=True):
                row[:] = np.bincount(cells, column, len(row))
        return sums

    def take_out(self, sums: dict[Cuboid, Floats], codes: Sequence[Indices], leaves: Floats) -> None:
        """Take some leaves out of sums that were rolled up.

        Args:
            codes: by dimension the code of each of these leaves' values.
            leaves: (columns, these leaves).
        """
        for cuboid, keys in self.keys.items():
            cells = np.searchsorted(keys, _keys_of(codes, self.sizes, cuboid))
            for row, column in zip(sums[cuboid], leaves, strict=True):
                np.subtract.at(row, cells, column)

    def _smallest_finer(self, cuboid: Cuboid) -> Cuboid | None:
        finer = [each for each in self.finer(cuboid) if each in self.keys]
        return min(finer, key=self.count, default=None)

    def finer(self, cuboid: Cuboid) -> list[Cuboid]:
        """The cuboids with one dimension more, as far as the lattice goes."""
        if len(cuboid) >= self.depth:
            return []
        return [tuple(sorted((*cuboid, each))) for each in range(len(self.sizes)) if each not in cuboid]


def build_lattice(codes: Sequence[Indices], sizes: Sequence[int], depth: int | None = None) -> Lattice:
    """The lattice over leaves.

    Args:
        codes: by dimension the code of each leaf's value, 0 ≤ code < size.
        sizes: number of values by dimension.
        depth: how many dimensions a combination may hold; None is all of up to six, three of more.

    Raises:
        OverflowError: a combination has more possible cells than a 64-bit number counts.
    """
    dimensions = range(len(sizes))
    deepest = min(depth or (len(sizes) if len(sizes) <= ALL_DEPTHS else DEPTH_OF_MANY), len(sizes))
    cuboids = [c for level in range(deepest, -1, -1) for c in combinations(dimensions, level)]
    keys: dict[Cuboid, Indices] = {}
    of_leaves: dict[Cuboid, Indices] = {}
    up: dict[tuple[Cuboid, int], Indices] = {}
    for cuboid in cuboids:
        if prod(sizes[each] for each in cuboid) >= 2**62:
            raise OverflowError(f"dimensions {cuboid} have too many combinations of values")
        if len(cuboid) == deepest:
            keys[cuboid], of_leaves[cuboid] = _number(_keys_of(codes, sizes, cuboid), _cells(sizes, cuboid))
            continue
        for added in (each for each in dimensions if each not in cuboid):
            finer = tuple(sorted((*cuboid, added)))
            shortened = _without(keys[finer], sizes, finer, added)
            if cuboid not in keys:
                keys[cuboid], up[finer, added] = _number(shortened, _cells(sizes, cuboid))
            else:
                up[finer, added] = _find(shortened, keys[cuboid], _cells(sizes, cuboid))
    return Lattice(tuple(sizes), tuple(cuboids), keys, up, of_leaves)


def _added(finer: Cuboid, cuboid: Cuboid) -> int:
    return next(each for each in finer if each not in cuboid)


def _cells(sizes: Sequence[int], cuboid: Cuboid) -> int:
    return prod(sizes[each] for each in cuboid)


def _keys_of(codes: Sequence[Indices], sizes: Sequence[int], cuboid: Cuboid) -> Indices:
    keys = np.zeros(len(codes[0]) if codes else 0, np.int64)
    for dimension in cuboid:
        keys = keys * sizes[dimension] + codes[dimension]
    return keys


def _without(keys: Indices, sizes: Sequence[int], cuboid: Cuboid, dimension: int) -> Indices:
    """The keys with one dimension's digit taken out."""
    below = _cells(sizes, tuple(each for each in cuboid if each > dimension))
    return keys // (below * sizes[dimension]) * below + keys % below


def _number(keys: Indices, possible: int) -> tuple[Indices, Indices]:
    """The distinct keys, ascending, and the place of each key among them."""
    if possible > DENSE_CELLS and possible > 4 * len(keys):
        distinct, places = np.unique(keys, return_inverse=True)
        return distinct, places
    taken = np.zeros(possible, bool)
    taken[keys] = True
    distinct = np.flatnonzero(taken)
    return distinct, _find(keys, distinct, possible)


def _find(keys: Indices, distinct: Indices, possible: int) -> Indices:
    if possible > DENSE_CELLS and possible > 4 * len(keys):
        return np.searchsorted(distinct, keys)
    places = np.empty(possible, np.int64)
    places[distinct] = np.arange(len(distinct))
    return places[keys]
