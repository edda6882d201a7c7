"""The store of annotations: written, changed, deleted, and brought back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, or_, select, true, update

from beichen.domain.annotation import Annotation, Note
from beichen.state import tables
from beichen.state.database import Database


class Annotations:
    """Every annotation, each with its revision; one that is deleted is kept, and shown to nobody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, note: Note, *, at: datetime | None = None) -> Annotation:
        """Save a new annotation, as of `at` (now).

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        now = at or datetime.now(UTC)
        row = _as_row(note) | {"revision": 1, "created_at": now, "changed_at": now, "deleted": False}
        with self._database.write() as connection:
            found = connection.execute(insert(_TABLE).values(row).returning(*_TABLE.c)).one()
        return _read_row(found)

    def change(self, number: int, note: Note, *, revision: int, at: datetime | None = None) -> Annotation | None:
        """Put `note` in place of what an annotation says; None when it is not there at that revision any more."""
        return self._write(number, revision, _as_row(note), at)

    def delete(self, number: int, *, revision: int, at: datetime | None = None) -> Annotation | None:
        """Take an annotation away, in a way that `restore` undoes; None as of `change`."""
        return self._write(number, revision, {"deleted": True}, at)

    def restore(self, number: int, *, at: datetime | None = None) -> Annotation | None:
        """Bring a deleted annotation back, or leave one that is there; None when there never was one."""
        found = self.find(number)
        if found is None or not found.deleted:
            return found
        return self._write(number, found.revision, {"deleted": False}, at) or self.find(number)

    def find(self, number: int) -> Annotation | None:
        """An annotation by its number, deleted or not; None when there never was one."""
        with self._database.read() as connection:
            row = connection.execute(select(_TABLE).where(_TABLE.c.id == number)).one_or_none()
        return None if row is None else _read_row(row)

    def between(
        self, start: date | None, end: date | None, *, metric: str | None = None, all_metrics: bool = False
    ) -> list[Annotation]:
        """Those that touch the days `[start, end)`, by first day; of one metric those of every metric are part.

        Args:
            start, end: None is unbounded.
            metric: whose; None is those that stand on every metric's trend.
            all_metrics: those of every single metric, too.
        """
        bounds: list[ColumnElement[bool]] = [true() if all_metrics else _on_trend_of(metric)]
        bounds += [] if start is None else [_TABLE.c.ends_on >= start]
        bounds += [] if end is None else [_TABLE.c.begins_on < end]
        query = _SHOWN.where(and_(true(), *bounds)).order_by(_TABLE.c.begins_on, _TABLE.c.id)
        with self._database.read() as connection:
            return [_read_row(row) for row in connection.execute(query)]

    def page(
        self, *, metric: str | None = None, after: tuple[date, int] | None = None, size: int = 50
    ) -> list[Annotation]:
        """Annotations, the latest days first, from the one that follows `after` (first day and number).

        Args:
            metric: those on its trend; None is all of them.
        """
        bounds: list[ColumnElement[bool]] = [] if metric is None else [_on_trend_of(metric)]
        if after is not None:
            day, number = after
            bounds.append(or_(_TABLE.c.begins_on < day, and_(_TABLE.c.begins_on == day, _TABLE.c.id < number)))
        query = _SHOWN.where(and_(true(), *bounds)).order_by(_TABLE.c.begins_on.desc(), _TABLE.c.id.desc())
        with self._database.read() as connection:
            return [_read_row(row) for row in connection.execute(query.limit(size))]

    def count(self, *, metric: str | None = None) -> int:
        """How many there are on a metric's trend, or in all."""
        query = select(func.count()).select_from(_TABLE).where(_TABLE.c.deleted.is_(False))
        if metric is not None:
            query = query.where(_on_trend_of(metric))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def _write(self, number: int, revision: int, values: dict[str, Any], at: datetime | None) -> Annotation | None:
        values = values | {"revision": revision + 1, "changed_at": at or datetime.now(UTC)}
        seen = and_(_TABLE.c.id == number, _TABLE.c.revision == revision)
        with self._database.write() as connection:
            row = connection.execute(update(_TABLE).where(seen).values(values).returning(*_TABLE.c)).one_or_none()
        return None if row is None else _read_row(row)


_TABLE = tables.notes
_SHOWN = select(_TABLE).where(_TABLE.c.deleted.is_(False))


def _on_trend_of(metric: str | None) -> ColumnElement[bool]:
    everywhere = _TABLE.c.metric.is_(None)
    return everywhere if metric is None else or_(everywhere, _TABLE.c.metric == metric)


def _as_row(note: Note) -> dict[str, Any]:
    return {
        "metric": note.metric,
        "begins_on": note.begins_on,
        "ends_on": note.ends_on,
        "text": note.text,
        "author": note.author,
    }


def _read_row(row: Row[Any]) -> Annotation:
    note = Note(row.text, row.begins_on, row.ends_on, row.metric, row.author)
    return Annotation(row.id, note, row.revision, row.created_at, row.changed_at, row.deleted)
