"""Whether anything in the store was written since one last looked, by whichever process."""

from __future__ import annotations

import sqlite3
from threading import Lock

from beichen.state.database import Database


class Stamp:
    """Tells a store's moments apart: cheap enough to be asked at every request."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._watching: sqlite3.Connection | None = (
            None  # a connection that never writes, so that every commit is another's
        )

    def read(self) -> str:
        """Opaque; another one after every committed write.

        Raises:
            StateError: the store does not answer.
        """
        if not self._database.is_sqlite:
            with self._database.read() as connection:
                # which transactions had ended: it moves with those of others in the same server, too
                return str(connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one())
        with self._lock, self._database.told():
            if self._watching is None:
                file = self._database.engine.url.database or ""
                self._watching = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            (version,) = self._watching.execute("PRAGMA data_version").fetchone()
            return str(version)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
