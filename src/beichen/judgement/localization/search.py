"""The fewest segments that explain the leaves' shifts: the most telling one first, its leaves put aside, and again.

A cell's gain is its evidence less what it costs to name it: which combination of dimensions, and which of its
cells. From the finest cells up, a cell is worth the larger of its own gain and what the cells within it are
worth along one dimension; it is a candidate where its own is the larger. So one segment is named instead of its
parts, and parts instead of a segment that they alone make stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, log
from typing import Protocol

import numpy as np

from beichen.judgement.localization.lattice import Booleans, Cuboid, Floats, Indices, Lattice

COST_OF_A_SEGMENT = 1.0  # nats, beside those that name it
MOST_PARTS_APART = 0.3  # of a segment's leaves may lie in cells of it that are exceptions
KEPT_A_CUBOID = 40


class Noise(Protocol):
    """A model of the leaves' scatter: what rolls up, and what it says of a cell."""

    @property
    def columns(self) -> Floats: ...
    def evidence(self, sums: Floats) -> Floats: ...
    def shift(self, sums: Floats) -> Floats: ...
    def tolerance(self, sums: Floats) -> Floats: ...
    def spared(self, children: Floats, shift: Floats) -> Booleans: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A segment, by the codes of its values; () is everything.

    Attributes:
        gain: evidence less cost, in nats.
        leaves: True for those that it explains: its own, less those of segments found before it.
    """

    cuboid: Cuboid
    codes: tuple[int, ...]
    gain: float
    shift: float
    leaves: Booleans


@dataclass(frozen=True, slots=True)
class _Cell:
    gain: float
    cuboid: Cuboid
    cell: int
    codes: tuple[int, ...]

    @property
    def where(self) -> dict[int, int]:
        return dict(zip(self.cuboid, self.codes, strict=True))


def find_segments(lattice: Lattice, codes: Sequence[Indices], noise: Noise, most: int) -> list[Found]:
    """The segments, most telling first; the first may be everything, which ends the search.

    Args:
        codes: by dimension the code of each leaf's value.
        most: how many at most.
    """
    found: list[Found] = []
    left = np.ones(len(codes[0]), bool)
    sums = lattice.roll_up(noise.columns)
    while len(found) < most:
        candidates = _candidates(lattice, noise, sums)
        if not found and candidates and not candidates[0].cuboid:
            return [_take(candidates[0], codes, left, noise, sums)]
        if not candidates or not candidates[0].cuboid:
            break  # where all that is left moved together, that is the residual and no segment
        for cell in _apart(candidates, len(codes))[: most - len(found)]:
            taken = _take(cell, codes, left, noise, sums)
            found.append(taken)
            left &= ~taken.leaves
            gone = np.flatnonzero(taken.leaves)
            lattice.take_out(sums, [code[gone] for code in codes], noise.columns[:, gone])
    return _without_repeats(found)


def _take(cell: _Cell, codes: Sequence[Indices], left: Booleans, noise: Noise, sums: dict[Cuboid, Floats]) -> Found:
    inside = left.copy()
    for dimension, code in cell.where.items():
        inside &= codes[dimension] == code
    shift = float(noise.shift(sums[cell.cuboid][:, [cell.cell]])[0])
    return Found(cell.cuboid, cell.codes, cell.gain, shift, inside)


def _candidates(lattice: Lattice, noise: Noise, sums: dict[Cuboid, Floats]) -> list[_Cell]:
    """Cells that are worth more by themselves than by their parts, the most telling first."""
    worth: dict[Cuboid, Floats] = {}
    cells: list[_Cell] = []
    for cuboid in lattice.cuboids:
        gain, parts = _gains(lattice, noise, sums, worth, cuboid)
        worth[cuboid] = np.maximum(gain, parts)
        own = np.where(gain >= parts, gain, 0.0)
        telling = np.flatnonzero(own)
        if len(telling) > KEPT_A_CUBOID:
            telling = telling[np.argpartition(-own[telling], KEPT_A_CUBOID)[:KEPT_A_CUBOID]]
        cells += [_Cell(float(own[cell]), cuboid, int(cell), lattice.codes(cuboid, int(cell))) for cell in telling]
    return sorted(cells, key=lambda cell: -cell.gain)


def _gains(
    lattice: Lattice, noise: Noise, sums: dict[Cuboid, Floats], worth: dict[Cuboid, Floats], cuboid: Cuboid
) -> tuple[Floats, Floats]:
    """By cell, its own gain (0 where it is none), and what its parts are worth along the best dimension."""
    here = sums[cuboid]
    full = here[0] > 0.5
    cells = int(full.sum())
    cost = _cost(lattice, cuboid, cells)
    there = here if cells == len(full) else here[:, full]  # a dense cuboid is not copied
    gain, shift, parts = np.zeros(len(full)), np.zeros(len(full)), np.zeros(len(full))
    gain[full] = np.maximum(noise.evidence(there) - cost, 0)
    telling = [finer for finer in lattice.finer(cuboid) if worth[finer].any()]
    if telling:
        shift[full] = noise.shift(there)
    for finer in telling:
        inside = _Inside(lattice, noise, sums[finer], worth[finer], finer, cuboid, shift)
        along = inside.worth()
        parts = np.maximum(parts, along)
        gain = np.maximum(gain, inside.gain_with_exceptions(here, gain, along, cost))
    return gain, parts


def _cost(lattice: Lattice, cuboid: Cuboid, cells: int) -> float:
    """Nats to name a cell: the number of dimensions, which ones, which of their cells, and that there is one."""
    dimensions = len(lattice.sizes)
    return log(max(cells, 1)) + log(comb(dimensions, len(cuboid))) + log(max(dimensions, 1)) + COST_OF_A_SEGMENT


@dataclass(frozen=True, slots=True)
class _Inside:
    """The cells of a cuboid as parts of the cells of one with a dimension less."""

    lattice: Lattice
    noise: Noise
    sums: Floats
    values: Floats  # what each part is worth
    finer: Cuboid
    cuboid: Cuboid
    shift: Floats  # of the cells that they are parts of

    @property
    def parent(self) -> Indices:
        return self.lattice.up[self.finer, next(each for each in self.finer if each not in self.cuboid)]

    def worth(self) -> Floats:
        """What a cell's parts are worth together, where one of them was spared; else what the best is worth."""
        count = self.lattice.count(self.cuboid)
        together: Floats = np.bincount(self.parent, self.values, count).astype(np.float64)
        chosen = np.flatnonzero((together > 0)[self.parent] & (self.sums[0] > 0.5))
        spared = self.noise.spared(self.sums[:, chosen], self.shift[self.parent[chosen]])
        divided = np.bincount(self.parent[chosen], spared, count) > 0
        best = np.zeros(count)
        np.maximum.at(best, self.parent[chosen], self.values[chosen])
        return np.where(divided, together, best)

    def gain_with_exceptions(self, here: Floats, gain: Floats, along: Floats, cost: float) -> Floats:
        """The gain of cells that are one segment but for some parts, which are named beside it; 0 elsewhere."""
        gains = np.zeros(len(gain))
        losing = np.flatnonzero((along > gain) & (along > 0))
        if not len(losing):
            return gains
        among = np.zeros(len(gain), bool)
        among[losing] = True
        chosen = np.flatnonzero(among[self.parent] & (self.sums[0] > 0.5))
        group = np.searchsorted(losing, self.parent[chosen])
        sums, values = self.sums[:, chosen], self.values[chosen]
        alike = self._alike(sums, values, group, len(losing))
        kept: Floats = np.stack([np.bincount(group, column * alike, len(losing)) for column in sums]).astype(np.float64)
        enough = kept[0] >= (1 - MOST_PARTS_APART) * here[0, losing]
        exceptions = np.bincount(group, (values - COST_OF_A_SEGMENT) * ~alike, len(losing))
        with_exceptions = np.zeros(len(losing))
        with_exceptions[enough] = self.noise.evidence(kept[:, enough]) - cost + exceptions[enough]
        gains[losing] = np.maximum(with_exceptions, 0)
        return gains

    def _alike(self, sums: Floats, values: Floats, group: Indices, groups: int) -> Booleans:
        """Which parts have the shift of the most telling part beside them."""
        shifts = self.noise.shift(sums)
        order = np.lexsort((-values, group))
        first = order[np.concatenate([[True], np.diff(group[order]) > 0])]
        reference = np.zeros(groups)
        reference[group[first]] = shifts[first]
        alike: Booleans = np.abs(shifts - reference[group]) <= self.noise.tolerance(sums)
        return alike


def _apart(candidates: list[_Cell], dimensions: int) -> list[_Cell]:
    """The candidates that can be taken together: no two of them may hold the same leaf.

    A cell beside another that differs in one value only waits: the two may be parts of one segment, seen
    better next time.
    """
    codes = np.full((dimensions, len(candidates)), -1)
    for place, cell in enumerate(candidates):
        codes[list(cell.cuboid), place] = cell.codes
    pairs = (len(candidates), len(candidates))
    meeting, alike, differing = np.ones(pairs, bool), np.ones(pairs, bool), np.zeros(pairs, np.int8)
    for code in codes:
        free, same = code < 0, code[:, None] == code
        meeting &= same | free | free[:, None]
        alike &= free == free[:, None]
        differing += ~same
    waiting = (alike & (differing == 1)).any(axis=0)
    waiting |= np.triu(meeting, 1).any(axis=0)
    waiting[:1] = False
    return [candidates[place] for place in np.flatnonzero(~waiting)]


def _without_repeats(found: list[Found]) -> list[Found]:
    """Without segments that lie in another one with the same shift: leftovers of it."""
    return [each for each in found if not any(_is_leftover(each, other) for other in found)]


def _is_leftover(each: Found, other: Found) -> bool:
    outer = set(zip(other.cuboid, other.codes, strict=True))
    inner = set(zip(each.cuboid, each.codes, strict=True))
    return outer < inner and abs(each.shift - other.shift) < 0.15
