"""The store of refreshes: when the numbers were last brought up to date, and how much had to be computed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select

from beichen.state import tables
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class Refresh:
    """One refresh that ran to its end."""

    started_at: datetime  # UTC
    finished_at: datetime  # UTC
    computed: int  # slices
    reused: int  # slices


class Refreshes:
    """Every refresh that ran to its end."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_refresh(self, refresh: Refresh) -> None:
        """Write down a refresh.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        with self._database.write() as connection:
            connection.execute(insert(tables.refreshes), asdict(refresh))

    def latest(self, count: int = 1) -> list[Refresh]:
        """The refreshes that finished last, the latest first."""
        table = tables.refreshes
        query = select(table.c.started_at, table.c.finished_at, table.c.computed, table.c.reused)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.finished_at.desc(), table.c.id.desc()).limit(count))
            return [Refresh(*row) for row in rows]
