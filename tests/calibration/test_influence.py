"""Of simulated influences, 95% intervals hold the truth about as often; unrelated series seldom seem related."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from beichen.domain.time import Grain
from beichen.judgement.influence import Estimate, Series, estimate_influences

Array = NDArray[np.float64]
WORLDS = 300
WEEKS = 104
STARTS = [date(2023, 1, 2) + timedelta(days=7 * at) for at in range(WEEKS)]


def wander(chance: np.random.Generator) -> Array:
    """A random walk that drifts, with a year of its own: what most metrics of a growing product look like."""
    at = np.arange(WEEKS)
    year = 2 * np.pi * at * 7 / 365.25
    season = chance.normal(0, 3) * np.sin(year + chance.uniform(0, 6)) + chance.normal(0, 1) * np.sin(2 * year)
    return np.cumsum(chance.normal(size=WEEKS)) + chance.normal(0.3, 0.2) * at + season


def carried(chance: np.random.Generator, share: float) -> Array:
    """Errors of which a share is still there a week later."""
    fresh = chance.normal(size=WEEKS + 50)
    kept = np.zeros(WEEKS + 50)
    for at in range(1, WEEKS + 50):
        kept[at] = share * kept[at - 1] + fresh[at]
    return kept[50:]


def estimated(parent: Array, drivers: list[Array]) -> list[Estimate]:
    series = [Series(str(place), driver.tolist()) for place, driver in enumerate(drivers)]
    found = estimate_influences(Series("parent", parent.tolist()), series, STARTS, Grain.WEEK)
    estimates = [found[each.metric] for each in series]
    assert all(isinstance(estimate, Estimate) for estimate in estimates)
    return [estimate for estimate in estimates if isinstance(estimate, Estimate)]


def holds(estimate: Estimate, truth: float) -> bool:
    return estimate.interval[0] <= truth <= estimate.interval[1]


@pytest.mark.parametrize("drivers", [1, 3])
def test_independent_series_that_drift_and_have_seasons_seldom_seem_related(drivers: int) -> None:
    chance = np.random.default_rng(20261122)
    seeming = [
        not holds(estimate, 0)
        for _ in range(WORLDS)
        for estimate in estimated(wander(chance), [wander(chance) for _ in range(drivers)])
    ]

    assert sum(seeming) / len(seeming) <= 0.07


@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_interval_holds_the_effect_two_weeks_later(share: float) -> None:
    chance = np.random.default_rng(7)
    held, right = [], []
    for _ in range(WORLDS):
        driver, other = wander(chance), wander(chance)
        late = np.concatenate([np.repeat(driver[0], 2), driver[:-2]])
        noise = np.cumsum(chance.normal(size=WEEKS)) if share == 1.0 else carried(chance, share)
        found = estimated(0.8 * late + 0.2 * np.arange(WEEKS) + noise, [driver, other])[0]
        held.append(holds(found, 0.8))
        right.append(found.lag == 2)

    assert 0.90 <= sum(held) / WORLDS <= 0.98
    assert sum(right) / WORLDS >= 0.9
