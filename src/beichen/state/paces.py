"""The store of paces: where the running periods are likely to close, as of the last refresh."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import Projection
from beichen.domain.time import Grain
from beichen.state import tables
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class KeptPace:
    """A projection, or why there is none, with the definition and the data that it rests on."""

    metric: str
    definition_hash: str
    data_version: str
    computed_at: datetime  # UTC
    found: Projection | Undetermined


class Paces:
    """One pace a metric, as last computed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, paces: Sequence[KeptPace]) -> None:
        """Save these in place of all that were kept.

        Raises:
            ValueError: a number is not finite.
            StateError: the store is locked, full or cannot be written.
        """
        with self._database.write() as connection:
            connection.execute(delete(tables.paces))
            if paces:
                connection.execute(insert(tables.paces), [_as_row(pace) for pace in paces])

    def read(self, metrics: Collection[str] | None = None) -> dict[str, KeptPace]:
        """The paces of some metrics, or of all; those never computed are left out."""
        table = tables.paces
        query = select(table)
        with self._database.read() as connection:
            rows = connection.execute(query if metrics is None else query.where(table.c.metric.in_(metrics)))
            return {row.metric: _read_row(row) for row in rows}


def _as_row(pace: KeptPace) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(tables.paces.c.keys())
    row |= {
        "metric": pace.metric,
        "definition_hash": pace.definition_hash,
        "data_version": pace.data_version,
        "computed_at": pace.computed_at,
    }
    found = pace.found
    if isinstance(found, Undetermined):
        return row | {"reason": found.reason.value, "detail": found.detail}
    return row | {
        "grain": found.grain.value,
        "period": found.period,
        "through": found.through,
        "so_far": found.so_far,
        "projected": found.projected,
        "low": found.low,
        "high": found.high,
        "periods": found.periods,
    }


def _read_row(row: Row[Any]) -> KeptPace:
    found: Projection | Undetermined
    if row.reason is not None:
        found = Undetermined(Reason(row.reason), row.detail)
    else:
        numbers = row.so_far, row.projected, row.low, row.high
        found = Projection(Grain(row.grain), row.period, row.through, *numbers, row.periods)
    return KeptPace(row.metric, row.definition_hash, row.data_version, row.computed_at, found)
