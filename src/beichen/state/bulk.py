"""Rows into a table: many at once as fast as the database takes them, or one that may already be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table


def insert_rows(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert tuples that hold a value, as the driver takes it, for every column in the table's order."""
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        cursor.executemany(str(table.insert().compile(dialect=connection.dialect)), rows)
        return
    with cursor.copy(f"COPY {table.name} ({', '.join(table.c.keys())}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def insert_or_update(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[Column[Any]],
    update: Sequence[str],
) -> None:
    """Insert `rows`; of those whose key is there already, set the columns named in `update`."""
    new = _insert(connection, table)
    changed = {name: new.excluded[name] for name in update}
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed), rows)


def insert_and_add(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, key: Sequence[Column[Any]], adds: str
) -> None:
    """Insert `rows`; to those whose key is there already, add the number in the column `adds`."""
    new = _insert(connection, table)
    added = {adds: table.c[adds] + new.excluded[adds]}
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=added), rows)


def _insert(connection: Connection, table: Table) -> Any:
    insert: Any
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert
    return insert(table)
