"""Workspaces on the reading club, closed when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from beichen.workspace.open import Workspace

from .club import Changes, open_club

OpenClub = Callable[..., Workspace]


@pytest.fixture
def club_with(tmp_path: Path) -> Iterator[OpenClub]:
    """Open the club with some of its files changed, each in a folder of its own."""
    opened: list[Workspace] = []

    def open_changed(changes: Changes | None = None, *, folder: str | None = None) -> Workspace:
        opened.append(open_club(tmp_path / (folder or f"club {len(opened)}"), changes))
        return opened[-1]

    yield open_changed
    for workspace in opened:
        workspace.close()


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The club as it is, loaded; for tests that only ask."""
    with open_club(tmp_path_factory.mktemp("club")) as workspace:
        workspace.load()
        yield workspace
