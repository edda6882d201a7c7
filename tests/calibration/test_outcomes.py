"""An outcome that follows is not accused of having parted; one that stopped is found; intervals hold what they say."""

from __future__ import annotations

import numpy as np
import pytest

from beichen.domain.observation import Undetermined
from beichen.judgement.outcomes.following import follow_outcome
from beichen.judgement.outcomes.parting import ALARM, watch_outcome

from .outcomes_simulated import PARTED, Vector, simulate

COMPANIES = 40


def worst_of_half_a_year(star: Vector, outcome: Vector) -> float:
    return float(np.nanmax(watch_outcome(star, outcome).short[PARTED : PARTED + 26]))


@pytest.mark.parametrize(("noise", "memory"), [(0.02, 0.5), (0.02, 0.9), (0.01, 1.0)])
def test_at_most_5_of_100_years_hold_a_false_alarm(noise: float, memory: float) -> None:
    alarms = [
        np.nanmax(watch_outcome(*simulate(seed, noise=noise, memory=memory)).short[PARTED:]) > ALARM
        for seed in range(COMPANIES)
    ]

    assert sum(alarms) / COMPANIES <= 0.05


def test_outcome_that_stops_while_the_north_star_grows_fast_is_found_within_half_a_year() -> None:
    found = [worst_of_half_a_year(*simulate(seed, parts=True, growth=0.015)) > ALARM for seed in range(COMPANIES)]

    assert sum(found) / COMPANIES >= 0.9


def test_interval_of_the_elasticity_holds_the_truth_as_often_as_it_says() -> None:
    found = [follow_outcome(*simulate(3000 + seed)) for seed in range(200)]

    held = [each.low <= 0.8 <= each.high for each in found if not isinstance(each, Undetermined)]
    assert len(held) == 200
    assert 0.9 <= sum(held) / 200 <= 0.98
