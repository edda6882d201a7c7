from __future__ import annotations

import numpy as np
import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.judgement.outcomes.following import Following, follow_outcome
from beichen.judgement.outcomes.parting import watch_outcome

WEEKS = 90


def rising(seed: int = 5) -> np.ndarray:
    return np.exp(7 + np.cumsum(0.01 + 0.02 * np.random.default_rng(seed).standard_normal(WEEKS)))


def test_outcome_that_is_half_the_percentage_three_weeks_later_is_told_exactly() -> None:
    star = rising()
    outcome = np.r_[[star[0]] * 3, star[:-3]] ** 0.5

    found = follow_outcome(star, outcome)

    assert isinstance(found, Following)
    assert found.elasticity == pytest.approx(0.5, abs=0.02)
    assert found.low <= found.elasticity <= found.high
    assert (found.lead, found.periods) == (3, WEEKS - 5)


def test_outcome_that_goes_its_own_way_has_an_interval_that_holds_0() -> None:
    found = follow_outcome(rising(), rising(seed=6))

    assert isinstance(found, Following)
    assert found.low < 0 < found.high


def test_short_history_and_outcome_that_never_moves_tell_nothing() -> None:
    star = rising()

    assert follow_outcome(star[:40], star[:40]) == Undetermined(Reason.TOO_SHORT)
    assert follow_outcome(star, np.full(WEEKS, 5.0)) == Undetermined(Reason.NO_CHANGE)


def test_weeks_without_value_or_with_nothing_are_left_out() -> None:
    star = rising()
    outcome = star.copy()
    outcome[40], outcome[60] = np.nan, 0

    found = follow_outcome(star, outcome)

    assert isinstance(found, Following)
    assert found.periods == WEEKS - 5 - 4  # each costs the growth into it and out of it
    assert found.elasticity == pytest.approx(1)


def test_outcome_that_stops_has_parted_since_about_then() -> None:
    star = rising(seed=9)
    outcome = star * np.exp(0.005 * np.random.default_rng(8).standard_normal(WEEKS))
    outcome[70:] = outcome[70]

    since = watch_outcome(star, outcome).parted_since

    assert since is not None
    assert 60 <= since <= 80


def test_outcome_that_falls_with_its_north_star_has_not_parted() -> None:
    star = rising()
    star[70:] = star[70] * np.exp(-0.03 * np.arange(20))
    outcome = star * np.exp(0.005 * np.random.default_rng(8).standard_normal(WEEKS))
    outcome[70:] *= np.exp(-0.03 * np.arange(20))

    course = watch_outcome(star, outcome)

    assert np.nanmax(course.short[70:]) > 3.4
    assert course.parted_since is None
