"""What the engine asks of a warehouse, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from beichen.domain.model import Source
from beichen.warehouse.calloff import CallOff


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the warehouse describes it; `type` in the warehouse's own words."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may use; None is no limit.

    Attributes:
        calloff: by which whoever asks can call the question off.
    """

    rows: int | None = None
    seconds: float | None = None
    calloff: CallOff | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did with one source."""

    source: str
    table: str
    action: str  # loaded, appended, unchanged
    rows: int | None
    columns: tuple[Column, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "table": self.table,
            "action": self.action,
            "rows": self.rows,
            "columns": [{"name": column.name, "type": column.type} for column in self.columns],
        }


class Warehouse(Protocol):
    """One engine, one connection."""

    @property
    def dialect(self) -> str:
        """The engine's name in `engine/lower` (duckdb, postgres)."""

    def fetch(self, sql: str, limits: Limits = NO_LIMITS) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            WarehouseError: the engine refuses the query.
            LimitError: a limit was reached.
        """

    def describe(self, sql: str) -> list[Column]:
        """The columns of a query, without running it.

        Raises:
            WarehouseError: the engine refuses the query.
        """

    def has_table(self, table: str) -> bool:
        """True when `table` (a bare or schema-qualified name) can be read."""

    def load(self, source: Source, *, full: bool = False) -> LoadReport:
        """Bring a source's data in, or nothing when they have not changed.

        Raises:
            SourceError: the data cannot be read.
        """

    def loaded_version(self, source: Source) -> str | None:
        """A fingerprint of what is loaded of a source; None when nothing is, or what is there is not this source."""

    def is_stale(self, source: Source) -> bool:
        """True when `load` would do something."""

    def stage(self, name: str, sql: str) -> None:
        """Keep a query's rows in a temporary table of that name until the connection closes."""

    def unstage(self, names: Sequence[str]) -> None:
        """Drop temporary tables made by `stage`."""

    def close(self) -> None:
        """Release the connection."""
