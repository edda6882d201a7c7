"""What holidays do to a metric is learnt from one to the next."""

from __future__ import annotations

import pytest

from beichen.judgement.holiday_effect import HolidayEffects


def test_of_the_first_holiday_nothing_is_known_but_that_it_may_be_anything() -> None:
    assert HolidayEffects().expect("Labour Day", 1.0, spread=10.0) == (0.0, 400.0)  # two spreads, squared


def test_a_holiday_that_came_often_is_known() -> None:
    effects = HolidayEffects()
    for _ in range(8):
        effects.learn("Golden Week", 1.0, -50.0, spread=10.0)

    effect, variance = effects.expect("Golden Week", 1.0, spread=10.0)

    assert effect == pytest.approx(-50, abs=4)
    assert variance < 40  # it was 400


def test_a_new_holiday_is_expected_to_do_part_of_what_the_others_did() -> None:
    effects = HolidayEffects()
    for name in ("Easter", "Labour Day", "Founders' Day", "Christmas"):
        effects.learn(name, 1.0, -30.0, spread=10.0)

    effect, _ = effects.expect("New Year", 1.0, spread=10.0)

    assert -30 < effect < -15


def test_one_day_off_does_a_part_of_what_a_week_does() -> None:
    effects = HolidayEffects()
    for _ in range(8):
        effects.learn("Spring Festival", 1.0, -70.0, spread=10.0)

    assert effects.expect("Spring Festival", 1 / 7, 10.0)[0] == pytest.approx(-10, abs=1)


def test_an_incident_on_a_holiday_is_not_all_taken_for_its_effect() -> None:
    effects = HolidayEffects()

    assert effects.learn("Labour Day", 1.0, -1e9, spread=10.0) > -81
