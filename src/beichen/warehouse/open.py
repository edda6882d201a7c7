"""Opening the warehouse that a project names."""

from __future__ import annotations

from pathlib import Path

from beichen.domain.project import Project
from beichen.errors import WarehouseError
from beichen.warehouse.port import Warehouse

FILE = "warehouse.duckdb"


def open_warehouse(project: Project, folder: Path) -> Warehouse:
    """The project's warehouse; DuckDB keeps its file in `folder`.

    Raises:
        WarehouseError: the warehouse cannot be opened, or is of a kind that we do not know.
        MissingExtra: its driver is not installed.
    """
    kind = project.warehouse.partition(":")[0]
    if kind == "duckdb":
        from beichen.sources.files import folders_of
        from beichen.warehouse.duckdb import DuckDBWarehouse

        folders = sorted(set().union(*map(folders_of, project.sources.values())))
        return DuckDBWarehouse(folder / FILE, timezone=project.calendar.timezone, folders=folders)
    if kind in ("postgres", "postgresql"):
        from beichen.warehouse.postgres import PostgresWarehouse

        return PostgresWarehouse(project.warehouse, timezone=project.calendar.timezone)
    raise WarehouseError(f"the warehouse {kind!r} is not supported", hint="known: duckdb, postgres://…")
