"""Sampling error from sufficient statistics, against the textbook's formulas."""

from __future__ import annotations

import pytest

from beichen.judgement.sampling import Sampled, Statistics, chance_of


def test_a_count_strays_by_the_root_of_what_is_expected() -> None:
    (chance,) = chance_of(Sampled.COUNT, [10.0], [Statistics()])

    assert chance.variance(100) ** 0.5 == pytest.approx(10, rel=0.01)
    assert chance.variance(0) == 0.5  # none expected, and one is no wonder


def test_a_share_strays_by_its_number_of_entities() -> None:
    small, large = chance_of(Sampled.SHARE, [0.3, 0.3], [Statistics(100), Statistics(10_000)])

    assert small.variance(0.3) ** 0.5 == pytest.approx((0.3 * 0.7 / 100) ** 0.5, rel=0.02)
    assert large.variance(0.3) ** 0.5 == pytest.approx((0.3 * 0.7 / 10_000) ** 0.5, rel=0.01)


def test_a_rate_strays_as_the_count_above_it() -> None:
    (chance,) = chance_of(Sampled.RATE, [4.0], [Statistics(25)])  # 100 starts of 25 listeners

    assert chance.variance(4.0) ** 0.5 == pytest.approx(10 / 25, rel=0.01)


def test_a_mean_strays_by_the_spread_of_earlier_periods_and_its_own_size() -> None:
    # twice 10, twice 20: mean 15, variance 25
    first, second = chance_of(Sampled.MEAN, [15.0, 15.0], [Statistics(4, 1000.0), Statistics(100, 1.0)])

    assert first.variance(15) == 0  # nothing is known yet
    assert second.variance(15) == pytest.approx(25 / 100)


def test_a_sum_strays_by_the_squares_of_its_amounts() -> None:
    # 50 amounts of 2: by chance there are √50 more or less of them
    _, second = chance_of(Sampled.SUM, [100.0, 100.0], [Statistics(50, 200.0), Statistics(50, 1e9)])

    assert second.variance(100) ** 0.5 == pytest.approx(2 * 50**0.5)


def test_a_period_of_unknown_size_is_sampled_like_the_one_before() -> None:
    first, second = chance_of(Sampled.SHARE, [0.3, None], [Statistics(100), Statistics(None)])

    assert first == second


def test_nothing_is_assumed_of_what_is_no_sample() -> None:
    (chance,) = chance_of(Sampled.UNKNOWN, [10.0], [Statistics(5, 500.0)])

    assert not chance.is_known
    assert chance.variance(10) == 0
