from __future__ import annotations

from beichen.state.open import State

from .sample import PACES


def test_paces_come_back_with_numbers_of_the_same_type_and_reasons_with_their_detail(state: State) -> None:
    state.paces.replace(PACES)

    kept = state.paces.read(["revenue", "weekly_active", "never_computed"])

    assert kept == {"revenue": PACES[0], "weekly_active": PACES[1]}
    assert [type(number) for number in (kept["revenue"].found.low, kept["revenue"].found.high)] == [int, float]  # type: ignore[union-attr]


def test_paces_of_the_last_refresh_replace_all_that_were_kept(state: State) -> None:
    state.paces.replace(PACES)
    state.paces.replace(PACES[:1])

    assert list(state.paces.read()) == ["revenue"]

    state.paces.replace([])

    assert state.paces.read() == {}
