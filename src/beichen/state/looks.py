"""The store of looks: on which days a metric was looked at, and how often; never by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from beichen.state import tables
from beichen.state.bulk import insert_and_add
from beichen.state.database import Database


class Looks:
    """Counts of looks by metric and day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, counts: Mapping[tuple[str, date], int]) -> None:
        """Add looks to those that are kept: a count for every metric and day, in one transaction.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        rows = [{"metric": metric, "day": day, "count": count} for (metric, day), count in sorted(counts.items())]
        if rows:
            with self._database.write() as connection:
                insert_and_add(connection, tables.looks, rows, key=tuple(tables.looks.primary_key), adds="count")

    def read(self) -> dict[tuple[str, date], int]:
        """Every count that is kept."""
        query = select(tables.looks).order_by(*tables.looks.primary_key)
        with self._database.read() as connection:
            return {(metric, day): count for metric, day, count in connection.execute(query)}

    def last(self, by: date | None = None) -> dict[str, date]:
        """The latest day on which each metric was looked at, up to a day; metrics that nobody looked at are left out."""
        table = tables.looks
        query = select(table.c.metric, func.max(table.c.day)).group_by(table.c.metric)
        with self._database.read() as connection:
            rows = connection.execute(query if by is None else query.where(table.c.day <= by))
            return {row[0]: row[1] for row in rows}

    def since(self) -> date | None:
        """The first day on which any look was kept; None while there is none."""
        with self._database.read() as connection:
            return connection.execute(select(func.min(tables.looks.c.day))).scalar()
