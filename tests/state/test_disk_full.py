"""Disk full, twice: by SQLite's own limit on any machine, and on a real small disk where one can be mounted."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from beichen.domain.observation import Observation
from beichen.errors import StateError
from beichen.state.database import connect
from beichen.state.open import State, open_state

from .build import MONDAY, WAU, WAU_BY_CITY, computed, define, observe

HELD = [observe(WAU, MONDAY, 5)]


def _many(count: int) -> list[Observation]:
    return [observe(WAU_BY_CITY, MONDAY + timedelta(weeks=n), n, (("city", "上海" * 50),)) for n in range(count)]


def test_full_store_is_told_keeps_what_it_held_and_takes_more_once_there_is_room(path: Path) -> None:
    open_state(path).close()
    with closing(connect(path, 1)) as database:
        state = State(database)
        define(state, WAU)
        state.observations.save_slice(computed(WAU), HELD)
        with database.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")

        with pytest.raises(StateError, match="the disk is full") as refused:
            state.observations.save_slice(computed(WAU_BY_CITY), _many(20_000))

        assert refused.value.hint == "free some space and try again; what was saved before is whole"
        assert state.observations.read_slice(WAU) == HELD
        assert state.observations.read_slice(WAU_BY_CITY) is None
        with database.read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        state.observations.save_slice(computed(WAU_BY_CITY), _many(20_000))
        assert len(state.observations.read_slice(WAU_BY_CITY) or []) == 20_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        # Also where CI is set: a container without the right to mount is no fault of the code.
        pytest.skip("only root outside a container may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_full_disk_is_told_keeps_what_was_held_and_takes_more_once_there_is_room(small_disk: Path) -> None:
    path, ballast = small_disk / "state.sqlite", small_disk / "ballast"
    with open_state(path) as state:
        define(state, WAU)
        state.observations.save_slice(computed(WAU), HELD)
        _fill(ballast)

        with pytest.raises(StateError, match="the disk is full"):
            state.observations.save_slice(computed(WAU_BY_CITY), _many(2000))
        assert state.observations.read_slice(WAU) == HELD

        ballast.unlink()
        state.observations.save_slice(computed(WAU_BY_CITY), _many(2000))
    with open_state(path) as state:
        assert state.observations.read_slice(WAU) == HELD
        assert len(state.observations.read_slice(WAU_BY_CITY) or []) == 2000


def test_store_that_has_no_room_to_be_made_is_told(small_disk: Path) -> None:
    _fill(small_disk / "ballast")
    with pytest.raises(StateError, match="the disk is full"):
        open_state(small_disk / "state.sqlite")

    (small_disk / "ballast").unlink()
    open_state(small_disk / "state.sqlite").close()


def _fill(ballast: Path) -> None:
    """Leave no byte free."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return
