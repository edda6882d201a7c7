"""Tables of leaves, made by rules that a test can state."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np
import pyarrow as pa

SIZES = {"country": 8, "device": 5, "channel": 6}


def draw_leaves(generator: np.random.Generator, sizes: Mapping[str, int] = SIZES) -> dict[str, np.ndarray]:
    """One row per combination, values named like `country3`."""
    places = np.unravel_index(np.arange(prod(sizes.values())), tuple(sizes.values()))
    return {name: np.array([f"{name}{n}" for n in place]) for name, place in zip(sizes, places, strict=True)}


def inside(leaves: Mapping[str, np.ndarray], **where: str) -> np.ndarray:
    return np.logical_and.reduce([leaves[name] == value for name, value in where.items()])


def amounts(seed: int, noise: float, falls: Mapping[tuple[tuple[str, str], ...], float]) -> pa.Table:
    """Amounts about a forecast, off by a normal share `noise`; within a segment they fall by a share."""
    generator = np.random.default_rng(seed)
    leaves = draw_leaves(generator)
    expected = generator.lognormal(5, 1, len(leaves["country"]))
    actual = expected * (1 + generator.normal(0, noise, len(expected)))
    for where, fall in falls.items():
        actual[inside(leaves, **dict(where))] *= 1 - fall
    return pa.table({**leaves, "real": actual, "predict": expected})


def counts(seed: int, mean: float, falls: Mapping[tuple[tuple[str, str], ...], float]) -> pa.Table:
    """Two Poisson draws from the same rates; of the later one, events of a segment are lost with a probability."""
    generator = np.random.default_rng(seed)
    leaves = draw_leaves(generator)
    rates = generator.lognormal(np.log(mean), 0.8, len(leaves["country"]))
    actual, expected = generator.poisson(rates), generator.poisson(rates)
    for where, fall in falls.items():
        chosen = inside(leaves, **dict(where))
        actual[chosen] = generator.binomial(actual[chosen], 1 - fall)
    return pa.table({**leaves, "real": actual, "predict": expected})


def rates(seed: int, mean: float, falls: Mapping[tuple[tuple[str, str], ...], float]) -> pa.Table:
    """Two binomial draws of about 90%, each leaf with a rate of its own; in a segment successes are lost."""
    generator = np.random.default_rng(seed)
    leaves = draw_leaves(generator)
    sizes = generator.lognormal(np.log(mean), 0.8, len(leaves["country"]))
    asked, asked_before = generator.poisson(sizes), generator.poisson(sizes)
    rate = generator.beta(45, 5, len(sizes))
    done, done_before = generator.binomial(asked, rate), generator.binomial(asked_before, rate)
    for where, fall in falls.items():
        chosen = inside(leaves, **dict(where))
        done[chosen] = generator.binomial(done[chosen], 1 - fall)
    columns = {"a_real": done, "a_predict": done_before, "b_real": asked, "b_predict": asked_before}
    return pa.table({**leaves, **columns})
