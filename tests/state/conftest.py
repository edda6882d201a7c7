"""A state store to test with: in a SQLite file, and again in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from beichen.state.open import State, open_state


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a state store can be made, and none is yet."""
    if request.param == "sqlite":
        return str(tmp_path / "state.sqlite")
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture
def state(address: str) -> Iterator[State]:
    with open_state(address) as state:
        yield state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a SQLite file can be made, and none is yet."""
    return tmp_path / "state.sqlite"
