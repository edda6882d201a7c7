from __future__ import annotations

import math

import numpy as np
import pytest

from beichen.domain.time import Grain
from beichen.judgement.health.grid import on_grid
from beichen.judgement.health.path import fit_path, gap_of, noise_of_mean, waves_in

from .worlds import ripple


def test_gap_is_how_far_the_latest_periods_lie_from_the_line():
    values = np.array([0.01 * week + ripple(week, 3, 0.001) for week in range(60)])
    values[-4:] += 0.5

    path = fit_path(values, 52, Grain.WEEK)

    assert path is not None
    assert path.slope == pytest.approx(0.01, abs=5e-4)
    gap, error = gap_of(path, 4)
    assert 0 < gap <= 4 * path.spread  # one incident counts for four spreads at most
    assert gap / error > 4


def test_year_that_was_seen_is_no_gap():
    values = np.array([0.2 * math.sin(2 * math.pi * week / 52.18) + ripple(week, 3, 0.01) for week in range(104)])

    path = fit_path(values, 96, Grain.WEEK)

    assert path is not None
    assert abs(gap_of(path, 4)[0]) < 0.02  # of a season of 0.2 on either side


@pytest.mark.parametrize(("weeks", "waves"), [(40, 0), (52, 1), (80, 2)])
def test_waves_of_the_year_are_drawn_once_it_was_seen(weeks, waves):
    assert waves_in(weeks, Grain.WEEK) == waves


def test_mean_of_four_independent_periods_has_a_quarter_of_their_variance():
    assert noise_of_mean(0.0, 4) == pytest.approx(0.25)
    assert noise_of_mean(0.5, 2) == pytest.approx(0.75)  # (1 + 1 + 2 × 0.5) / 4


def test_what_never_moved_has_no_path():
    assert fit_path(np.ones(60), 52, Grain.WEEK) is None


def test_holes_and_holiday_weeks_are_bridged():
    values = [100.0, 100.0, 10.0, 100.0, None, 100.0, 100.0, 100.0, 100.0, 100.0]
    rests = [0.0, 0.0, 4.0, *[0.0] * 7]

    bridged = on_grid(values, rests)

    assert bridged is not None
    assert np.allclose(bridged, math.log(100))


def test_line_that_ends_before_the_grid_or_has_many_holes_is_refused():
    assert on_grid([1.0, 2.0, None]) is None
    assert on_grid([1.0, None, None, 2.0]) is None


def test_values_that_may_be_nothing_stay_as_they_are():
    told = on_grid([0.0, 1.0, 2.0])

    assert told is not None
    assert list(told) == [0.0, 1.0, 2.0]
