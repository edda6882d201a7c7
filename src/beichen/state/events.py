"""The store of events that no file of the project holds: posted ones, those read from tables, and incidents of the data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, true, update

from beichen.domain.event import Event
from beichen.state import tables
from beichen.state.database import Database


class EventSource(StrEnum):
    """Who told of an event."""

    POSTED = "posted"  # by a person or a machine
    TABLE = "table"  # read at a refresh
    CHECK = "check"  # found in the data at a refresh


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it is kept.

    Attributes:
        event: its `name` is the key by which its source tells it from others.
        origin: of a table, its name; of a check, what it looks at; of a posted event, "".
        keyed: False for a posted event that came without a key; its name is its number.
    """

    id: int
    event: Event
    source: EventSource
    origin: str
    created_at: datetime  # UTC
    changed_at: datetime  # UTC
    keyed: bool = True


class Events:
    """Events by source; whatever a refresh finds replaces what the one before it found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def post(self, event: Event, *, key: str | None, at: datetime | None = None) -> tuple[KeptEvent, bool]:
        """Save a posted event; one of the same key is changed, and only where it says something else.

        Returns:
            The event, and whether it is new.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        now = at or datetime.now(UTC)
        row = _as_row(event)
        with self._database.write() as connection:
            same = and_(_TABLE.c.source == EventSource.POSTED.value, _TABLE.c.key == key)
            known = connection.execute(select(_TABLE).where(same)).one_or_none() if key is not None else None
            if known is None:
                new = row | {"source": EventSource.POSTED.value, "origin": "", "key": key}
                statement: Any = insert(_TABLE).values(new | {"created_at": now, "changed_at": now})
            elif all(getattr(known, name) == value for name, value in row.items()):
                return _read_row(known), False
            else:
                statement = update(_TABLE).where(_TABLE.c.id == known.id).values(row | {"changed_at": now})
            found = connection.execute(statement.returning(*_TABLE.c)).one()
        return _read_row(found), known is None

    def delete(self, number: int) -> KeptEvent | None:
        """Take a posted event away; None when there is none of that number."""
        posted = and_(_TABLE.c.id == number, _TABLE.c.source == EventSource.POSTED.value)
        with self._database.write() as connection:
            row = connection.execute(delete(_TABLE).where(posted).returning(*_TABLE.c)).one_or_none()
        return None if row is None else _read_row(row)

    def replace(self, source: EventSource, origin: str, events: Sequence[Event], *, at: datetime | None = None) -> bool:
        """Save what one table or check tells now in place of what it told before, each event under its name.

        What is known already is left alone: nobody is told of a change that is none.

        Returns:
            Whether anything was written.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        now = at or datetime.now(UTC)
        theirs = and_(_TABLE.c.source == source.value, _TABLE.c.origin == origin)
        with self._database.read() as connection:
            known = {row.key: row for row in connection.execute(select(_TABLE).where(theirs))}
        told = {event.name: _as_row(event) for event in events}
        gone = [row.id for key, row in known.items() if key not in told]
        other = {
            key: row
            for key, row in told.items()
            if key not in known or any(getattr(known[key], name) != value for name, value in row.items())
        }
        if not gone and not other:
            return False
        base = {"source": source.value, "origin": origin, "changed_at": now}
        with self._database.write() as connection:
            changed = [known[key].id for key in other if key in known]
            for numbers in _chunks([*gone, *changed]):
                connection.execute(delete(_TABLE).where(_TABLE.c.id.in_(numbers)))
            rows = [
                row | base | {"key": key, "created_at": known[key].created_at if key in known else now}
                for key, row in other.items()
            ]
            if rows:
                connection.execute(insert(_TABLE), rows)
        return True

    def keep_origins(self, source: EventSource, origins: Sequence[str]) -> None:
        """Forget what was told by tables or checks that are no more."""
        with self._database.read() as connection:
            theirs = select(_TABLE.c.origin).where(_TABLE.c.source == source.value).distinct()
            gone = {row.origin for row in connection.execute(theirs)} - set(origins)
        for origin in sorted(gone):
            self.replace(source, origin, [])

    def between(self, start: date | None, end: date | None) -> list[KeptEvent]:
        """Those that touch the days `[start, end)`, by first day; None is unbounded."""
        bounds: list[ColumnElement[bool]] = [] if start is None else [_TABLE.c.ends_on >= start]
        bounds += [] if end is None else [_TABLE.c.begins_on < end]
        query = select(_TABLE).where(and_(true(), *bounds)).order_by(_TABLE.c.begins_on, _TABLE.c.id)
        with self._database.read() as connection:
            return [_read_row(row) for row in connection.execute(query)]

    def page(self, *, after: tuple[date, int] | None = None, size: int = 50) -> list[KeptEvent]:
        """Events, the latest days first, from the one that follows `after` (first day and number)."""
        query = select(_TABLE)
        if after is not None:
            day, number = after
            query = query.where(or_(_TABLE.c.begins_on < day, and_(_TABLE.c.begins_on == day, _TABLE.c.id < number)))
        query = query.order_by(_TABLE.c.begins_on.desc(), _TABLE.c.id.desc()).limit(size)
        with self._database.read() as connection:
            return [_read_row(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(_TABLE)).scalar_one()


_TABLE = tables.events
_AT_ONCE = 500


def _chunks(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]


def _as_row(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "text": event.label,
        "begins_on": event.begins_on,
        "ends_on": event.ends_on,
        "metrics": json.dumps(event.metrics, ensure_ascii=False),
        "segment": json.dumps(event.segment, ensure_ascii=False),
        "link": event.link,
        "owner": event.owner,
    }


def _read_row(row: Row[Any]) -> KeptEvent:
    event = Event(
        name=str(row.id) if row.key is None else row.key,
        label=row.text,
        kind=row.kind,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        metrics=tuple(json.loads(row.metrics)),
        segment=tuple((name, tuple(values)) for name, values in json.loads(row.segment)),
        link=row.link,
        owner=row.owner,
    )
    source = EventSource(row.source)
    return KeptEvent(row.id, event, source, row.origin, row.created_at, row.changed_at, row.key is not None)
