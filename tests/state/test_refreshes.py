from __future__ import annotations

from datetime import UTC, datetime

from beichen.state.open import State
from beichen.state.refreshes import Refresh

FIRST, SECOND, THIRD = (
    Refresh(datetime(2026, 5, day, 6, tzinfo=UTC), datetime(2026, 5, day, 6, 1, tzinfo=UTC), day, 100 - day)
    for day in (1, 2, 3)
)


def test_latest_refresh_is_the_one_that_finished_last(state: State) -> None:
    assert state.refreshes.latest() == []

    for refresh in (SECOND, THIRD, FIRST):
        state.refreshes.save_refresh(refresh)

    assert state.refreshes.latest() == [THIRD]
    assert state.refreshes.latest(2) == [THIRD, SECOND]
    assert (THIRD.computed, THIRD.reused) == (3, 97)
