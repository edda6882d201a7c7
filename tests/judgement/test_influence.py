"""How strongly a metric goes with its influences: worlds whose effects are known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate, pairwise
from math import pi, sin, sqrt
from random import Random

import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain
from beichen.judgement.influence import Estimate, Series, estimate_influences

FIRST = date(2023, 1, 2)  # a Monday


def weeks(count: int) -> list[date]:
    return [FIRST + timedelta(days=7 * at) for at in range(count)]


def wander(count: int, seed: int, size: float = 1.0) -> list[float]:
    """A random walk."""
    chance = Random(seed)
    return list(accumulate(chance.gauss(0, size) for _ in range(count)))


def noise(count: int, seed: int, size: float) -> list[float]:
    chance = Random(seed)
    return [chance.gauss(0, size) for _ in range(count)]


def later(values: list[float], lag: int) -> list[float]:
    return [values[0]] * lag + values[: len(values) - lag]


def estimate(parent: list[float | None], **drivers: list[float | None]) -> dict[str, Estimate | Undetermined]:
    series = [Series(name, values) for name, values in drivers.items()]
    return estimate_influences(Series("parent", parent), series, weeks(len(parent)), Grain.WEEK)


def known(found: Estimate | Undetermined) -> Estimate:
    assert isinstance(found, Estimate), found
    return found


def test_effect_two_weeks_later_is_found_with_its_lag_and_size():
    driver = wander(104, seed=1)
    parent = [100 + 3 * x + e for x, e in zip(later(driver, 2), noise(104, 2, 0.3), strict=True)]

    found = known(estimate(parent, driver=driver)["driver"])

    assert (found.lag, found.periods) == (2, 104)
    assert found.coefficient == pytest.approx(3, abs=0.15)
    assert found.interval[0] < 3 < found.interval[1]


def test_driver_that_holds_the_parent_down_has_a_negative_coefficient():
    latency = wander(60, seed=3)
    parent = [50 - 2 * x + e for x, e in zip(latency, noise(60, 4, 0.5), strict=True)]

    found = known(estimate(parent, latency=latency)["latency"])

    assert found.lag == 0
    assert found.interval[1] < 0


def test_parent_that_follows_without_noise_is_followed_exactly_through_trend_and_season():
    driver = wander(104, seed=5)
    calm = [10 + 0.3 * at + 4 * sin(2 * pi * 7 * at / 365.25) for at in range(104)]
    parent = [c + 2 * now + 5 * before for c, now, before in zip(calm, driver, later(driver, 1), strict=True)]

    found = known(estimate(parent, driver=driver)["driver"])

    assert found.by_lag[:2] == pytest.approx((2, 5), abs=0.05)
    assert found.coefficient == pytest.approx(7, abs=0.05)


def test_interval_is_about_that_of_a_regression_of_changes_by_hand():
    """Both wander: what is left is a random walk, and the slope of changes on changes is the best there is."""
    driver = wander(120, seed=7)
    parent = [2 * x + e for x, e in zip(driver, wander(120, seed=8), strict=True)]
    dx = [b - a for a, b in pairwise(driver)]
    dy = [b - a for a, b in pairwise(parent)]
    mx, my = sum(dx) / 119, sum(dy) / 119
    sxx = sum((x - mx) ** 2 for x in dx)
    slope = sum((x - mx) * (y - my) for x, y in zip(dx, dy, strict=True)) / sxx
    left = sum((y - my - slope * (x - mx)) ** 2 for x, y in zip(dx, dy, strict=True))
    half = 1.98 * sqrt(left / 117 / sxx)

    found = known(estimate(parent, driver=driver)["driver"])
    low, high = found.effect([1.0] + [0.0] * (len(found.by_lag) - 1)).interval

    assert found.by_lag[0] == pytest.approx(slope, abs=half / 2)
    assert half * 0.7 < (high - low) / 2 < half * 1.6


def test_two_influences_are_told_apart_by_regressing_on_both():
    """The second only goes along with the first: alone it seems to matter, together it does not."""
    first = wander(156, seed=9)
    second = [0.8 * x + e for x, e in zip(first, wander(156, seed=10), strict=True)]
    parent = [5 * x + e for x, e in zip(first, noise(156, 11, 0.5), strict=True)]

    alone = known(estimate(parent, second=second)["second"])
    found = estimate(parent, first=first, second=second)

    assert alone.interval[0] > 0
    assert known(found["first"]).coefficient == pytest.approx(5, abs=0.3)
    low, high = known(found["second"]).interval
    assert low < 0 < high
    assert known(found["first"]).among == 2


def test_drivers_that_move_as_one_are_declined_and_a_third_is_not():
    first, third = wander(80, seed=12), wander(80, seed=13)
    second = [2 * x + 7 for x in first]
    parent = [x + 3 * z + e for x, z, e in zip(first, third, noise(80, 14, 0.3), strict=True)]

    found = estimate(parent, first=first, second=second, third=third)

    assert found["first"] == found["second"] == Undetermined(Reason.COLLINEAR)
    assert known(found["third"]).coefficient == pytest.approx(3, abs=0.3)


@pytest.mark.parametrize(("count", "determined"), [(29, False), (30, True)])
def test_thirty_complete_periods_are_needed(count: int, determined: bool):
    driver = wander(count, seed=15)
    parent = [2 * x + e for x, e in zip(driver, noise(count, 16, 0.3), strict=True)]

    found = estimate(parent, driver=driver)["driver"]

    assert isinstance(found, Estimate) is determined
    if not determined:
        assert found == Undetermined(Reason.TOO_FEW_PERIODS)


def test_driver_with_a_short_history_does_not_take_the_others_with_it():
    old, young = wander(60, seed=17), wander(60, seed=18)
    parent = [2 * x + e for x, e in zip(old, noise(60, 19, 0.3), strict=True)]

    found = estimate(parent, old=old, young=[None] * 40 + young[40:])

    assert known(found["old"]).coefficient == pytest.approx(2, abs=0.3)
    assert found["young"] == Undetermined(Reason.TOO_FEW_PERIODS)


def test_periods_without_a_value_are_left_out_and_counted():
    driver = wander(90, seed=20)
    parent: list[float | None] = [3 * x + e for x, e in zip(driver, noise(90, 21, 0.3), strict=True)]
    parent[30] = parent[31] = parent[-1] = None

    found = known(estimate(parent, driver=driver)["driver"])

    assert found.periods == 87
    assert found.coefficient == pytest.approx(3, abs=0.3)


def test_driver_that_hardly_ever_moves_says_nothing():
    parent = wander(80, seed=22)
    constant, step = [4.0] * 80, [0.0] * 40 + [1.0] * 40
    line = [2.0 * at for at in range(80)]

    found = estimate(parent, constant=constant, step=step, line=line)

    assert set(found.values()) == {Undetermined(Reason.NO_VARIATION)}


def test_parent_that_never_moves_goes_with_nothing():
    assert estimate([7.0] * 60, driver=wander(60, seed=23))["driver"] == Undetermined(Reason.NO_VARIATION)


def test_two_series_that_both_grow_are_not_associated_for_it():
    """The trap: 3 and 5 more each week, correlation .999."""
    parent = [3 * at + e for at, e in enumerate(wander(100, seed=24))]
    driver = [5 * at + e for at, e in enumerate(wander(100, seed=25))]

    low, high = known(estimate(parent, driver=driver)["driver"]).interval

    assert low < 0 < high


def test_holidays_that_hit_both_are_not_taken_for_an_influence():
    rests = [7.0 if at % 26 == 5 else 0.0 for at in range(104)]
    parent = [100 - 3 * r + e for r, e in zip(rests, noise(104, 26, 1), strict=True)]
    driver = [50 - 2 * r + e for r, e in zip(rests, noise(104, 27, 1), strict=True)]

    told = Series("parent", parent), [Series("driver", driver)]
    without = known(estimate_influences(*told, weeks(104), Grain.WEEK)["driver"])
    found = known(estimate_influences(*told, weeks(104), Grain.WEEK, rests=rests)["driver"])

    assert without.interval[0] > 0
    assert found.interval[0] < 0 < found.interval[1]


def test_estimates_have_the_units_of_both():
    driver = wander(80, seed=28)
    parent = [2 * x + e for x, e in zip(driver, noise(80, 29, 0.5), strict=True)]

    plain = known(estimate(parent, driver=driver)["driver"])
    other = known(estimate([y * 1000 for y in parent], driver=[x / 100 for x in driver])["driver"])

    assert other.coefficient == pytest.approx(plain.coefficient * 100_000, rel=1e-6)
    assert other.interval == pytest.approx([end * 100_000 for end in plain.interval], rel=1e-6)


def test_effect_adds_up_what_each_lag_gives_with_what_is_not_known_of_it():
    found = Estimate((2.0, 1.0), ((0.04, -0.01), (-0.01, 0.09)), 2.0, 50)

    effect = found.effect([10, -4])

    # 20 − 4; variance 100 × 0.04 + 16 × 0.09 + 2 × 10 × −4 × −0.01 = 6.24
    assert effect.amount == 16
    assert effect.interval == pytest.approx((16 - 2 * sqrt(6.24), 16 + 2 * sqrt(6.24)))
    assert (found.lag, found.coefficient) == (0, 3)
