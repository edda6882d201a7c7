from __future__ import annotations

import time
from datetime import UTC, datetime

from beichen.state.open import State, open_state
from beichen.state.refreshes import Refresh

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def settled(state: State) -> str:
    """The stamp, once what came before has ended: on a server others write, too."""
    stamp = state.stamp.read()
    while (again := state.stamp.read()) != stamp:
        stamp = again
        time.sleep(0.05)
    return stamp


def test_stamp_moves_with_every_write_of_ones_own(state: State) -> None:
    before = settled(state)
    state.refreshes.save_refresh(Refresh(NOW, NOW, 0, 0))
    assert state.stamp.read() != before


def test_stamp_moves_with_every_write_of_another_process(state: State, address: str) -> None:
    before = settled(state)
    with open_state(address) as other:
        other.refreshes.save_refresh(Refresh(NOW, NOW, 0, 0))
        assert state.stamp.read() != before


def test_stamp_stands_still_while_nothing_is_written(path: str) -> None:
    with open_state(path) as state:
        before = state.stamp.read()
        state.findings.read()
        state.observations.slices()
        assert state.stamp.read() == before


def test_store_whose_stamp_was_read_closes_without_a_connection_left_open(path: str) -> None:
    state = open_state(path)
    state.stamp.read()
    state.close()  # a connection that is only collected is a warning, and so an error
