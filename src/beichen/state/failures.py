"""Failures of the database, told as what the person at the keyboard can do about them."""

from __future__ import annotations

import sqlite3

from beichen.errors import StateError


def tell_failure(error: BaseException | None, place: str) -> StateError | None:
    """The driver's error as a `StateError` about the store at `place`; None when it is our own mistake."""
    known = _look_up_sqlite(error) if isinstance(error, sqlite3.Error) else _look_up_postgres(error)
    if known is None:
        return None
    what, hint = known
    return StateError(f"the state store {place} {what}", hint=hint)


_Told = tuple[str, str]  # what happened, what to do

_LOCKED = ("is locked by another process", "let the other process finish or end it, then try again")
_FULL = ("cannot grow: the disk is full", "free some space and try again; what was saved before is whole")
_READ_ONLY = ("cannot be written", "make the file and its folder writable for this user")

_SQLITE: dict[int, _Told] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "it must be a file, in a folder that exists and is writable for this user",
    ),
    sqlite3.SQLITE_NOTADB: ("is not a database", "name another file, or move this one away; it was left as it is"),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "restore it from a backup, or move it away and run `beichen refresh`; it was left as it is",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk reports an error",
        "look at the disk's health and free space",
    ),
}


def _look_up_sqlite(error: sqlite3.Error) -> _Told | None:
    # The low byte is the kind of error, the rest its variety.
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


_UNREACHED = "start the server, and look at host, port, user, password and database of the URL"

_POSTGRES: dict[str, _Told] = {
    "08": ("cannot be reached", _UNREACHED),
    "25006": ("cannot be written", "connect to the primary server, not to a read-only one"),
    "42501": ("refuses this user", "grant the user the right to create, read and write tables in its schema"),
    "53100": _FULL,
    "53300": ("has no connection left", "raise max_connections of the server or close other connections"),
    "55P03": _LOCKED,
    "57P": ("was shut down by its server", "start the server and try again"),
}


def _look_up_postgres(error: BaseException | None) -> _Told | None:
    code: str | None = getattr(error, "sqlstate", None)
    if code is None:
        # A connection that failed or broke carries no code, only the server's words.
        return (f"cannot be reached: {_first_line(error)}", _UNREACHED) if _is_operational(error) else None
    return next((_POSTGRES[code[:size]] for size in (5, 3, 2) if code[:size] in _POSTGRES), None)


def _is_operational(error: BaseException | None) -> bool:
    return type(error).__name__ == "OperationalError"


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]
