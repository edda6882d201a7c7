"""The change of a rate, split into what the segments' rates and their weights did."""

from math import fsum

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beichen.domain.observation import Reason, Undetermined
from beichen.judgement.rates import RatePart, RateSplit, split_rate


def test_rate_that_rises_in_every_segment_while_the_mix_turns_against_it():
    # North 30/100 → 32/80, south 10/100 → 26/120: overall 0.20 → 0.29; mean of the overall rates 0.245.
    # North: weights 0.5 → 0.4, rates 0.30 → 0.40: within 0.10 × 0.45, mix −0.1 × (0.35 − 0.245).
    # South: weights 0.5 → 0.6, rates 0.10 → 0.21667: within 0.11667 × 0.55, mix 0.1 × (0.15833 − 0.245).
    split = split_rate({"north": RatePart(30, 100, 32, 80), "south": RatePart(10, 100, 26, 120)})
    assert (split["north"].within, split["north"].mix, split["north"].weight) == pytest.approx((0.045, -0.0105, 0.45))
    assert (split["south"].within, split["south"].mix) == pytest.approx((0.0641666667, -0.0086666667))
    assert sum(part.contribution for part in split.values()) == pytest.approx(0.09)


def test_falling_total_of_rising_rates_is_all_mix():
    # Simpson: both segments keep their rates, the low one grows.
    split = split_rate({"a": RatePart(80, 100, 8, 10), "b": RatePart(1, 10, 10, 100)})
    assert [part.within for part in split.values()] == [0, 0]
    assert sum(part.mix for part in split.values()) == pytest.approx(18 / 110 - 81 / 110)


def test_new_and_vanished_segments_are_all_mix():
    split = split_rate(
        {"old": RatePart(30, 100, 0, 0), "kept": RatePart(10, 100, 10, 100), "new": RatePart(0, 0, 60, 100)}
    )
    # Overall 0.20 → 0.35, mean 0.275; the vanished rate was 0.30, the new one is 0.60.
    assert (split["old"].within, split["old"].mix) == (0, pytest.approx(-0.5 * (0.30 - 0.275)))
    assert (split["new"].within, split["new"].mix) == (0, pytest.approx(0.5 * (0.60 - 0.275)))
    assert sum(part.contribution for part in split.values()) == pytest.approx(0.15)


def test_segment_without_a_denominator_in_either_period_contributes_nothing():
    assert split_rate({"x": RatePart(0, 0, 0, 0), "y": RatePart(1, 2, 1, 2)})["x"] == RateSplit(0, 0, 0)


def test_numerator_without_a_denominator_counts_as_within():
    # 5 refunds of orders that no row of the period's orders holds: 10/100 → (12 + 5)/100.
    split = split_rate({"known": RatePart(10, 100, 12, 100), "unknown": RatePart(0, 0, 5, 0)})
    assert split["unknown"] == RateSplit(0.05, 0, 0)
    assert sum(part.contribution for part in split.values()) == pytest.approx(0.07)


@pytest.mark.parametrize(
    "parts", [{}, {"x": RatePart(1, 0, 1, 2)}, {"x": RatePart(1, 2, 1, 3), "y": RatePart(1, 2, 1, -3)}]
)
def test_overall_denominator_of_0_has_no_split(parts):
    assert split_rate(parts) == Undetermined(Reason.ZERO_DENOMINATOR)


amounts = st.integers(-1000, 1000) | st.just(0)


@given(st.lists(st.builds(RatePart, amounts, amounts, amounts, amounts), min_size=1, max_size=12))
def test_within_and_mix_over_all_segments_are_the_change(rows):
    parts = dict(enumerate(rows))
    n0, d0 = sum(p.numerator_before for p in rows), sum(p.denominator_before for p in rows)
    n1, d1 = sum(p.numerator_after for p in rows), sum(p.denominator_after for p in rows)
    assume(d0 and d1)
    split = split_rate(parts)
    change = n1 / d1 - n0 / d0
    scale = max(abs(n0 / d0), abs(n1 / d1), *(abs(s.within) + abs(s.mix) for s in split.values()))
    assert fsum(s.within + s.mix for s in split.values()) == pytest.approx(change, rel=1e-9, abs=1e-9 * scale)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 99)), min_size=2, max_size=8))
def test_rate_that_did_not_change_anywhere_at_a_fixed_mix_contributes_nothing(rows):
    parts = {i: RatePart(n, d, 3 * n, 3 * d) for i, (n, d) in enumerate(rows)}
    for part in split_rate(parts).values():
        assert (part.within, part.mix) == pytest.approx((0, 0), abs=1e-12)
