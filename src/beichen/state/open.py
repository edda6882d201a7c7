"""Opening a state store: `open_state(path_or_url)` gives its stores, at the newest schema."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from beichen.state.annotations import Annotations
from beichen.state.database import Database, connect
from beichen.state.definitions import Definitions
from beichen.state.edits import Edits
from beichen.state.episodes import Episodes
from beichen.state.events import Events
from beichen.state.explained import Explained
from beichen.state.findings import Findings
from beichen.state.looks import Looks
from beichen.state.observations import Observations
from beichen.state.paces import Paces
from beichen.state.refreshes import Refreshes
from beichen.state.stamp import Stamp
from beichen.state.upgrade import upgrade_to_head


def open_state(address: str | Path, *, wait_seconds: float = 10) -> State:
    """Open the state store in a SQLite file or at a `postgresql://` URL, created or upgraded where needed.

    Args:
        address: a file in a folder that exists or can be made in one that does, or a URL.
        wait_seconds: how long to wait for another process that is writing.

    Raises:
        StateError: the store is locked, cannot be written, is damaged or no store, or was written by a newer Beichen.
        MissingExtra: the driver for PostgreSQL is not installed.
    """
    database = connect(address, wait_seconds)
    try:
        upgrade_to_head(database)
    except BaseException:
        database.close()
        raise
    return State(database)


class State:
    """An open state store; threads may share it, and it closes as a context manager."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.observations = Observations(database)
        self.definitions = Definitions(database)
        self.refreshes = Refreshes(database)
        self.findings = Findings(database)
        self.paces = Paces(database)
        self.annotations = Annotations(database)
        self.edits = Edits(database)
        self.episodes = Episodes(database)
        self.events = Events(database)
        self.explained = Explained(database)
        self.looks = Looks(database)
        self.stamp = Stamp(database)

    def close(self) -> None:
        self.stamp.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
