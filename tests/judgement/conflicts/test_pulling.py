from __future__ import annotations

import numpy as np
import pytest

from beichen.judgement.conflicts.pulling import Direction, Evidence, Pair, find_pulls, measure_pull
from beichen.judgement.conflicts.surprises import CUT, surprises

WEEKS = 80


def noise(columns: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((WEEKS, columns))


def test_what_one_gains_and_the_other_loses_two_weeks_later_is_a_pull_that_the_first_begins() -> None:
    pushed, own = noise(2).T
    hurt = np.r_[0, 0, -0.9 * pushed[:-2]] + 0.4 * own

    [pull] = find_pulls(np.column_stack([pushed, hurt]), [Pair(0, 1, 1, 1)])

    assert (pull.lag, pull.direction, pull.periods) == (2, Direction.A_FIRST, WEEKS - 2)
    assert pull.low < pull.strength < pull.high < 0
    assert pull.evidence is Evidence.CORRELATED


def test_moving_together_is_a_pull_where_one_is_good_when_it_falls() -> None:
    pushed, own = noise(2, seed=2).T
    both = np.column_stack([pushed, pushed + 0.4 * own])

    assert find_pulls(both, [Pair(0, 1, 1, 1)]) == []
    [pull] = find_pulls(both, [Pair(0, 1, 1, -1)])
    assert pull.direction is Direction.TOGETHER
    # 1 / √(1 + 0.4²) = 0.93
    assert pull.strength == pytest.approx(-0.93, abs=0.03)


def test_third_metric_that_moves_both_is_no_conflict_once_it_is_held() -> None:
    demand, one, other = noise(3).T
    moved = np.column_stack([demand + 0.4 * one, -demand + 0.4 * other, demand])

    assert len(find_pulls(moved, [Pair(0, 1, 1, 1)])) == 1
    assert find_pulls(moved, [Pair(0, 1, 1, 1, held=(2,))]) == []
    held = measure_pull(moved, Pair(0, 1, 1, 1, held=(2,)))
    assert held is not None
    assert held.evidence is Evidence.ADJUSTED


def test_interval_is_wider_the_more_pairs_are_looked_at() -> None:
    pushed, own = noise(2).T
    both = np.column_stack([pushed, -pushed + 2 * own])
    alone, among = (measure_pull(both, Pair(0, 1, 1, 1), among=count) for count in (1, 100))

    assert alone is not None and among is not None
    assert alone.strength == among.strength
    assert among.low < alone.low < alone.high < among.high


def test_less_than_24_weeks_tell_nothing() -> None:
    pushed = noise(1)[:23, 0]

    assert measure_pull(np.column_stack([pushed, -pushed]), Pair(0, 1, 1, 1)) is None


def test_growth_and_season_that_all_metrics_share_are_no_surprise() -> None:
    week = np.arange(160)
    shared = 0.01 * week + 0.3 * np.sin(2 * np.pi * week / 52.18)
    random = np.random.default_rng(3)
    values = np.exp(7 + shared[:, None] * [1, -1] + 0.02 * random.standard_normal((160, 2)))

    plain = np.corrcoef(np.log(values).T)[0, 1]
    found = surprises(values)
    seen = np.isfinite(found).all(axis=1)

    assert plain < -0.95
    assert abs(np.corrcoef(found[seen].T)[0, 1]) < 0.2


def test_incident_counts_as_four_spreads_at_most_and_a_missing_week_as_nothing() -> None:
    values = np.exp(5 + 0.05 * noise(1))
    values[40] *= 30
    values[60] = np.nan

    found = surprises(values)[:, 0]

    assert found[40] == CUT
    assert np.isnan(found[60:64]).all()  # it, and the three that it would have foretold
    assert np.isfinite(found[64:]).all()


def test_metric_that_never_moves_or_is_too_young_surprises_nobody() -> None:
    assert np.isnan(surprises(np.full((60, 1), 5.0))).all()
    assert np.isnan(surprises(noise(1)[:11] + 10)).all()
