"""The store of what was explained: parts of explanations that cost questions to the warehouse."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select

from beichen.domain.time import Grain
from beichen.state import tables
from beichen.state.bulk import insert_or_update
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class PartKey:
    """One part of the explanation of one change.

    Attributes:
        part: its name, such as `located`.
        at, versus: first days of the two periods.
    """

    part: str
    metric: str
    grain: Grain
    at: date
    versus: date


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """A part as last computed.

    Attributes:
        rests_on: opaque fingerprint of the definitions and the data that it was computed from.
        document: JSON.
    """

    key: PartKey
    rests_on: str
    computed_at: datetime  # UTC
    document: Any


class Explained:
    """Parts of explanations by their key, each as last computed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, parts: Sequence[ExplainedPart]) -> None:
        """Save parts, each in place of what was kept under its key.

        Raises:
            ValueError: a document holds a number that is not finite.
            StateError: the store is locked, full or cannot be written.
        """
        if not parts:
            return
        rows = [_as_row(part) for part in parts]
        with self._database.write() as connection:
            insert_or_update(connection, tables.explained, rows, key=_KEY, update=_REST)

    def read(self, key: PartKey, rests_on: str) -> ExplainedPart | None:
        """What is kept under a key, if it rests on this."""
        table = tables.explained
        query = select(table).where(*(column == value for column, value in zip(_KEY, _key_values(key), strict=True)))
        with self._database.read() as connection:
            row = connection.execute(query.where(table.c.rests_on == rests_on)).one_or_none()
        return None if row is None else _read_row(row)

    def keep_only(self, metrics: Collection[str]) -> None:
        """Forget the parts of all other metrics."""
        with self._database.write() as connection:
            connection.execute(delete(tables.explained).where(tables.explained.c.metric.not_in(metrics)))


_KEY = tuple(tables.explained.primary_key)
_REST = tuple(column.name for column in tables.explained.c if not column.primary_key)


def _key_values(key: PartKey) -> tuple[Any, ...]:
    return key.part, key.metric, key.grain.value, key.at, key.versus


def _as_row(part: ExplainedPart) -> dict[str, Any]:
    return dict(zip((column.name for column in _KEY), _key_values(part.key), strict=True)) | {
        "rests_on": part.rests_on,
        "computed_at": part.computed_at,
        "document": json.dumps(part.document, ensure_ascii=False, allow_nan=False),
    }


def _read_row(row: Row[Any]) -> ExplainedPart:
    key = PartKey(row.part, row.metric, Grain(row.grain), row.at, row.versus)
    return ExplainedPart(key, row.rests_on, row.computed_at, json.loads(row.document))
