"""The store of definitions: the canonical text behind every hash, and what a metric meant before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from beichen.state import tables
from beichen.state.bulk import insert_or_update
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class Definition:
    """What a metric means: canonical text, and its hash."""

    metric: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class PastDefinition:
    """A definition with its time: first saved, and last made the metric's current one."""

    definition: Definition
    first_saved_at: datetime  # UTC
    current_since_at: datetime  # UTC; the latest of a metric's is the current definition


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """A definition that became a metric's current one, and when; the same one may do so again."""

    at: datetime  # UTC
    definition: Definition


class Definitions:
    """Every definition that an observation rests on, or ever rested on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_definitions(self, definitions: Iterable[Definition], *, at: datetime | None = None) -> list[Definition]:
        """Make these the current definitions of their metrics, as of `at` (now), and return those that were not so already.

        Raises:
            ValueError: a hash already stands for another text of the same metric.
            StateError: the store is locked, full or cannot be written.
        """
        with self._database.read() as connection:
            current = {past.definition.metric: past.definition for past in reversed(_read(connection))}
        changed = [definition for definition in definitions if current.get(definition.metric) != definition]
        if changed:
            with self._database.write() as connection:
                _save(connection, changed, at or datetime.now(UTC))
        return changed

    def read_definition(self, metric: str, definition_hash: str) -> Definition | None:
        """The definition behind a hash; None when it was never saved."""
        return next((past.definition for past in self.history(metric) if past.definition.hash == definition_hash), None)

    def history(self, metric: str) -> list[PastDefinition]:
        """Every definition that a metric has had, the current one first."""
        with self._database.read() as connection:
            return _read(connection, metric)

    def changes(self, metric: str | None = None) -> list[DefinitionChange]:
        """Every time that a definition came into force, of one metric or of all, the earliest first.

        A metric's first one is no change, but where its history begins.
        """
        changed, kept = tables.definition_changes, tables.definitions
        query = (
            select(changed.c.at, kept.c.metric, kept.c.hash, kept.c.text)
            .join(kept, (changed.c.metric == kept.c.metric) & (changed.c.hash == kept.c.hash))
            .order_by(changed.c.at, changed.c.metric)
        )
        with self._database.read() as connection:
            rows = connection.execute(query if metric is None else query.where(changed.c.metric == metric))
            found = [DefinitionChange(at, Definition(name, hash_, text)) for at, name, hash_, text in rows]
        # two processes that save the same definition at once are one change
        last: dict[str, Definition] = {}
        return [change for change in found if _replaces(last, change.definition)]


def _replaces(last: dict[str, Definition], definition: Definition) -> bool:
    before = last.get(definition.metric)
    last[definition.metric] = definition
    return before != definition


def _read(connection: Connection, metric: str | None = None) -> list[PastDefinition]:
    table = tables.definitions
    query = select(table).order_by(table.c.current_since_at.desc(), table.c.first_saved_at.desc())
    rows = connection.execute(query if metric is None else query.where(table.c.metric == metric))
    return [
        PastDefinition(Definition(name, hash_, text), first_saved_at, current_since_at)
        for name, hash_, text, first_saved_at, current_since_at in rows
    ]


def _save(connection: Connection, changed: list[Definition], at: datetime) -> None:
    table = tables.definitions
    known = {(past.definition.metric, past.definition.hash): past.definition.text for past in _read(connection)}
    for definition in changed:
        if known.get((definition.metric, definition.hash), definition.text) != definition.text:
            raise ValueError(f"hash {definition.hash} of {definition.metric} already stands for another text")
    rows = [
        {"metric": d.metric, "hash": d.hash, "text": d.text, "first_saved_at": at, "current_since_at": at}
        for d in changed
    ]
    insert_or_update(connection, table, rows, key=(table.c.metric, table.c.hash), update=("current_since_at",))
    changes = [{"metric": d.metric, "at": at, "hash": d.hash} for d in changed]
    began = tables.definition_changes
    insert_or_update(connection, began, changes, key=(began.c.metric, began.c.at), update=("hash",))
