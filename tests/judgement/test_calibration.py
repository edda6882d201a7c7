"""Widths of ranges: they hold as often as they say, whatever the errors are like."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from beichen.judgement.calibration import widths

Draw = Callable[[random.Random], float]

ERRORS: dict[str, Draw] = {
    "normal": lambda chance: chance.gauss(0, 1),
    "three times too large": lambda chance: chance.gauss(0, 3),
    "far smaller than thought": lambda chance: chance.gauss(0, 0.2),
    "with long tails": lambda chance: chance.gauss(0, 1) / max(chance.gauss(0, 1) ** 2 + chance.gauss(0, 1) ** 2, 0.05),
    "skewed": lambda chance: chance.expovariate(1) - 1,
}


@pytest.mark.parametrize("draw", ERRORS.values(), ids=ERRORS)
def test_ninety_five_of_a_hundred_errors_lie_within(draw: Draw) -> None:
    chance = random.Random(1)
    errors = [draw(chance) for _ in range(3000)]

    held = [low <= error <= high for error, (low, high) in zip(errors, widths(errors, 250), strict=True)]

    assert 0.93 <= sum(held[500:]) / 2500 <= 0.97


def test_before_the_first_error_a_range_is_two_spreads_wide_on_either_side() -> None:
    ((low, high),) = widths([0.0], 250)

    assert -2.5 < low < -1.9
    assert high == pytest.approx(-low)


def test_a_range_is_told_before_its_own_error_is_looked_at() -> None:
    with_incident, without = list(widths([0.1] * 50 + [40.0], 250)), list(widths([0.1] * 50 + [0.1], 250))

    assert with_incident[50] == without[50]


def test_one_error_however_large_widens_the_next_range_by_little() -> None:
    chance = random.Random(2)
    usual = [chance.gauss(0, 1) for _ in range(60)]

    *_, (low, high) = widths([*usual, 0.5, 0.0], 250)
    *_, (struck_low, struck_high) = widths([*usual, 1e9, 0.0], 250)

    assert struck_high - struck_low < 1.2 * (high - low)


def test_errors_that_grow_are_caught_up_with() -> None:
    chance = random.Random(3)
    errors = [chance.gauss(0, 1) for _ in range(300)] + [chance.gauss(0, 2) for _ in range(600)]

    held = [low <= error <= high for error, (low, high) in zip(errors, widths(errors, 250), strict=True)]

    assert sum(held[300:400]) < 93
    assert 0.93 <= sum(held[600:]) / 300 <= 0.98


def test_periods_without_an_error_have_a_range() -> None:
    assert len(list(widths([0.3, None, None, -0.2], 250))) == 4
