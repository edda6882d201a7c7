"""One database with its read and write transactions, be it a SQLite file or a PostgreSQL server."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from beichen.errors import MissingExtra, StateError
from beichen.state.failures import tell_failure

_WRITES = "beichen_writes"


class Database:
    """Transactions on one database; every failure that a person can mend is raised as `StateError`."""

    def __init__(self, engine: Engine, place: str, wait_seconds: float) -> None:
        self.engine = engine
        self.place = place
        self.wait_seconds = wait_seconds

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction in which every query sees the same instant; writers do not wait for it."""
        with self.told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block is left, or has changed nothing when an error left it."""
        with self.told(), self.engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                self._limit_waiting(connection)
                yield connection

    @contextmanager
    def migrate(self) -> Iterator[Connection]:
        """A write transaction for one process at a time, in which tables may be rebuilt."""
        with self.told(), self.engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            if self.is_sqlite:
                # A rebuilt table is dropped first, which would delete the rows that refer to it.
                # The setting cannot change within a transaction; the connection is not used again.
                connection.detach()
                _driver(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                self._limit_waiting(connection)
                if not self.is_sqlite:
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('beichen migration'))")
                yield connection
                if self.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the migration leaves rows that refer to nothing")

    def use_write_ahead_log(self) -> None:
        """Let readers and a writer of a SQLite file not wait for each other."""
        if not self.is_sqlite:
            return
        with self.told(), self.engine.connect() as connection:
            driver = _driver(connection)
            if driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                _retry_while_locked(lambda: driver.execute("PRAGMA journal_mode = WAL"), self.wait_seconds)

    def close(self) -> None:
        self.engine.dispose()

    def _limit_waiting(self, connection: Connection) -> None:
        if not self.is_sqlite:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(self.wait_seconds * 1000))}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Failures of the driver within the block, as `StateError` where a person can mend them."""
        try:
            yield
        except (DBAPIError, self.engine.dialect.loaded_dbapi.Error) as error:
            told = tell_failure(error.orig if isinstance(error, DBAPIError) else error, self.place)
            if told is None:
                raise
            raise told from error


def connect(address: str | Path, wait_seconds: float) -> Database:
    """The database at a file's path or a `postgresql://` URL; nothing is read or written yet.

    Raises:
        StateError: the address is neither, or names a file that cannot be written.
        MissingExtra: the driver for PostgreSQL is not installed.
    """
    url = _read_address(address)
    if url.get_backend_name() == "sqlite":
        return _connect_sqlite(url, wait_seconds)
    return _connect_postgres(url, wait_seconds)


def _read_address(address: str | Path) -> URL:
    text = str(address)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    scheme, _, rest = text.partition("://")
    try:
        url = make_url(f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else text)
    except (ArgumentError, ValueError) as error:
        raise StateError("the address of the state store is not a URL", hint=_ADDRESSES) from error
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database:
        raise StateError(f"the state store cannot be kept in {url.render_as_string()}", hint=_ADDRESSES)
    return url


_ADDRESSES = "give the path of a SQLite file, or postgresql://user:password@host:port/database"


def _connect_sqlite(url: URL, wait_seconds: float) -> Database:
    path = Path(url.database or "")
    _make_folder(path.parent)
    _refuse_unwritable(path)
    # isolation_level None: the driver leaves BEGIN to us, see `_begin`.
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": wait_seconds})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return Database(engine, str(path), wait_seconds)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        hint = "make its parent folder, writable for this user, or name another"
        raise StateError(
            f"the folder {folder} for the state store cannot be made: {error.strerror}", hint=hint
        ) from error


def _refuse_unwritable(path: Path) -> None:
    """SQLite would open such a file and only complain at the first write."""
    effective = os.access in os.supports_effective_ids
    if path.exists() and not os.access(path, os.W_OK, effective_ids=effective):
        raise StateError(f"the state store {path} cannot be written", hint="make the file writable for this user")


def _prepare_connection(driver: sqlite3.Connection, _: object) -> None:
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and then finds another writer could not go on.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect_postgres(url: URL, wait_seconds: float) -> Database:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise MissingExtra("postgres", "a state store in PostgreSQL needs the psycopg package") from error
    return Database(engine, url.set(drivername="postgresql").render_as_string(), wait_seconds)


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _retry_while_locked(act: Callable[[], object], wait_seconds: float) -> None:
    """SQLite does not wait by itself when two processes change the journal's mode at once."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
