"""The store of edits: what was written into the project's files from here, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from beichen.domain.text import Text
from beichen.state import tables
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class EditedFile:
    """One file's two versions.

    Attributes:
        before_tag, after_tag: fingerprints of its content; None where the file is not there.
        before, after: its text; None where the file is not there, or is no text, or is too long to be kept.
    """

    file: str
    before_tag: str | None
    after_tag: str | None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one or several files.

    Attributes:
        key: told before it is made, so that what was interrupted can be written down later, once.
        author: who made it, where they said so.
    """

    key: str
    at: datetime  # UTC
    title: Text
    files: tuple[EditedFile, ...]
    author: str | None = None
    id: int = 0
    undone_at: datetime | None = None  # UTC


class Record:
    """The edits, while nobody else may make one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, edit: Edit) -> int:
        """Write down an edit, and return its number; one whose key is known is left as it is."""
        known = self._connection.execute(select(tables.edits.c.id).where(tables.edits.c.key == edit.key)).scalar()
        if known is not None:
            return int(known)
        row = {"key": edit.key, "at": edit.at, "title": edit.title, "author": edit.author}
        made = self._connection.execute(insert(tables.edits).returning(tables.edits.c.id), row).scalar_one()
        rows = [_file_row(made, position, file) for position, file in enumerate(edit.files)]
        self._connection.execute(insert(tables.edited_files), rows)
        return int(made)

    def mark_undone(self, number: int, at: datetime) -> None:
        """Write down that an edit was undone."""
        self._connection.execute(update(tables.edits).where(tables.edits.c.id == number), {"undone_at": at})

    def read(self, number: int) -> Edit | None:
        """An edit by its number."""
        found = _read(self._connection, number=number)
        return found[0] if found else None


class Edits:
    """Every change of the project's files that was made from here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def recording(self) -> Iterator[Record]:
        """A transaction for one process at a time; what is written down in it is kept when the block is left.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        with self._database.write() as connection:
            if not self._database.is_sqlite:  # SQLite lets one writer in at a time anyway
                connection.exec_driver_sql("LOCK TABLE edits IN EXCLUSIVE MODE")
            yield Record(connection)

    def page(self, count: int = 50, *, before: int | None = None) -> list[Edit]:
        """The latest edits, latest first; of those with a number below `before`, where it is given."""
        with self._database.read() as connection:
            return _read(connection, count=count, before=before)

    def latest_of(self, file: str, tag: str | None) -> Edit | None:
        """The latest edit that left a file with this content."""
        files = tables.edited_files
        query = select(files.c.edit_id).where(files.c.file == file, files.c.after_tag == tag)
        with self._database.read() as connection:
            number = connection.execute(query.order_by(files.c.edit_id.desc()).limit(1)).scalar()
            return None if number is None else _read(connection, number=number)[0]


def _read(
    connection: Connection, *, number: int | None = None, count: int = 1, before: int | None = None
) -> list[Edit]:
    edits, files = tables.edits, tables.edited_files
    query = select(edits).order_by(edits.c.id.desc()).limit(count)
    if number is not None:
        query = query.where(edits.c.id == number)
    if before is not None:
        query = query.where(edits.c.id < before)
    rows = connection.execute(query).all()
    touched = select(files).where(files.c.edit_id.in_([row.id for row in rows]))
    by_edit: dict[int, list[EditedFile]] = {}
    for row in connection.execute(touched.order_by(files.c.edit_id, files.c.position)):
        file = EditedFile(row.file, row.before_tag, row.after_tag, row.before, row.after)
        by_edit.setdefault(row.edit_id, []).append(file)
    return [_edit(row, by_edit.get(row.id, ())) for row in rows]


def _edit(row: Row[Any], files: Sequence[EditedFile]) -> Edit:
    return Edit(row.key, row.at, row.title, tuple(files), row.author, row.id, row.undone_at)


def _file_row(edit: int, position: int, file: EditedFile) -> dict[str, Any]:
    return {
        "edit_id": edit,
        "position": position,
        "file": file.file,
        "before_tag": file.before_tag,
        "after_tag": file.after_tag,
        "before": file.before,
        "after": file.after,
    }
