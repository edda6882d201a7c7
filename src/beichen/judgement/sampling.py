"""Sampling error: how far a value would stray if only chance were at work, from its sufficient statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

HALF = 0.5  # of one thing: where none is expected, one more is no wonder
LATEST = 12  # periods from which the spread within a period is taken


class Sampled(StrEnum):
    """What a value is made of, as far as chance is concerned."""

    COUNT = "count"  # of things that happen one by one: Poisson
    SHARE = "share"  # of `size` entities or rows: binomial
    RATE = "rate"  # a count per one of `size`: Poisson over a number
    SUM = "sum"  # of amounts, with their squares: compound Poisson
    MEAN = "mean"  # of `size` amounts, with their squares
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a period's value rests on: the number of entities or rows, and the sum of their squares."""

    size: float | None = None
    squares: float | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """The variance by chance of a value whose expectation is m: constant + linear·m + square·m²."""

    constant: float = 0.0
    linear: float = 0.0
    square: float = 0.0

    @property
    def is_known(self) -> bool:
        return bool(self.constant or self.linear or self.square)

    def variance(self, expected: float) -> float:
        return max(self.constant + self.linear * abs(expected) + self.square * expected * expected, 0.0)


NO_CHANCE = Chance()


def chance_of(kind: Sampled, values: Sequence[float | None], statistics: Sequence[Statistics]) -> list[Chance]:
    """The chance in every period's value.

    A period's own size counts, which says nothing of its value; how amounts spread
    is taken from the periods before it. Where no size is known, that of the period
    before stands for it.
    """
    if kind is Sampled.UNKNOWN:
        return [NO_CHANCE] * len(values)
    if kind is Sampled.COUNT:
        return [Chance(HALF, 1.0)] * len(values)
    spreads: list[float] = []
    size: float | None = None
    found: list[Chance] = []
    for value, known in zip(values, statistics, strict=True):
        size = known.size if known.size else size
        spread = median(spreads[-LATEST:]) if spreads else 0.0
        found.append(_chance(kind, size, spread))
        spreads += _spread(kind, value, known)
    return found


def _chance(kind: Sampled, size: float | None, spread: float) -> Chance:
    if kind is Sampled.SUM:
        return Chance(linear=spread)
    if not size:
        return NO_CHANCE
    if kind is Sampled.SHARE:
        return Chance(HALF / size**2, 1 / size, -1 / size)
    return Chance(HALF / size**2, 1 / size) if kind is Sampled.RATE else Chance(spread / size)


def _spread(kind: Sampled, value: float | None, known: Statistics) -> list[float]:
    """Of a sum, the squares of its amounts per unit of it; of a mean, the variance of its amounts."""
    if value is None or known.squares is None:
        return []
    if kind is Sampled.SUM:
        return [known.squares / abs(value)] if value else []
    if kind is Sampled.MEAN and known.size:
        return [max(known.squares / known.size - value * value, 0.0)]
    return []
