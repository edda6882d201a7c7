"""Resampling: sums over the entities, and over the same entities drawn anew, from which intervals are read.

Entities are dealt into blocks once; a draw weighs blocks, not entities, so that
every statistic that is a function of sums costs one small product, whatever the
number of entities (the bag of blocks; Efron & Tibshirani 1993, ch. 8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.trial import Floats, Ints

DRAWS = 400
BLOCKS = 200
LOW, HIGH = 2.5, 97.5  # percentiles


@dataclass(frozen=True, slots=True)
class Resampling:
    """Row 0 of everything that it gives is of the entities as they are, the others of the draws."""

    block: Ints  # of each entity
    weights: Floats  # (1 + draws, blocks)

    @classmethod
    def of(cls, entities: int, *, seed: int = 0) -> Resampling:
        """Draws that are the same for the same number of entities."""
        chance = np.random.default_rng([seed, entities])
        blocks = max(1, min(BLOCKS, entities))
        block = chance.permutation(np.arange(entities) % blocks)
        drawn = chance.multinomial(blocks, np.full(blocks, 1 / blocks), DRAWS)
        return cls(block, np.vstack([np.ones(blocks), drawn]).astype(np.float64))

    def sums(self, *columns: Floats) -> Floats:
        """(1 + draws, columns): sums of columns by entity."""
        blocks = self.weights.shape[1]
        held = np.stack([np.bincount(self.block, column, blocks) for column in columns], axis=1)
        return self.weights @ held

    def group_sums(self, group: Ints, groups: int, *columns: Floats) -> Floats:
        """(columns, 1 + draws, groups): sums by group of the entities; a group of −1 is left out."""
        blocks = self.weights.shape[1]
        inside = group >= 0
        cell = self.block[inside] * groups + group[inside]
        held = [np.bincount(cell, column[inside], blocks * groups).reshape(blocks, groups) for column in columns]
        return np.stack([self.weights @ table for table in held])


def interval(draws: Floats) -> tuple[float, float]:
    """The range in which 95 of 100 draws fall; row 0, the entities as they are, is none of them."""
    low, high = np.percentile(draws[1:], [LOW, HIGH])
    return float(low), float(high)


def centred_interval(draws: Floats) -> tuple[float, float]:
    """The same for a statistic without bounds: 1.96 deviations of the draws about what was found."""
    reach = 1.96 * float(draws[1:].std(ddof=1))
    return float(draws[0]) - reach, float(draws[0]) + reach
