from __future__ import annotations

from datetime import date

from beichen.state.open import State

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


def test_looks_of_a_metric_on_a_day_add_up(state: State) -> None:
    state.looks.add({("wau", MONDAY): 2, ("revenue", MONDAY): 1})
    state.looks.add({("wau", MONDAY): 3, ("wau", TUESDAY): 1})

    assert state.looks.read() == {("revenue", MONDAY): 1, ("wau", MONDAY): 5, ("wau", TUESDAY): 1}


def test_last_look_is_told_by_metric_as_of_a_day(state: State) -> None:
    state.looks.add({("wau", MONDAY): 2, ("wau", TUESDAY): 1, ("revenue", TUESDAY): 1})

    assert state.looks.last() == {"wau": TUESDAY, "revenue": TUESDAY}
    assert state.looks.last(MONDAY) == {"wau": MONDAY}


def test_looks_are_known_since_the_first_of_them(state: State) -> None:
    assert state.looks.since() is None

    state.looks.add({("wau", TUESDAY): 1, ("revenue", MONDAY): 1})

    assert state.looks.since() == MONDAY


def test_nothing_to_add_writes_nothing(state: State) -> None:
    before = state.stamp.read()

    state.looks.add({})

    assert state.stamp.read() == before
