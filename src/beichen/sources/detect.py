"""Detecting which columns hold numbers or days in another guise."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from beichen.sources.readings import GUISES, Guise, Reading, with_gaps

# Text of which all but a few values read as something is that something, with a few faults.
MOST_UNREADABLE = 0.01
# Digits alone may be codes: only where so many values have a fraction is text taken for numbers.
LEAST_FRACTIONS = 0.1

FIRST_ROWS = 1000
"""By these is guessed what is worth trying on every row."""


def detect_reading(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, kind: str
) -> tuple[str, Reading | None]:
    """The type that a column's values are read as; and how, where naming that type is not enough.

    Args:
        kind: the type in which it is stored.
    """
    guises = _guises(kind)
    if not guises:
        return kind, None
    first = _counted(connection, f"(from {_quoted(table)} limit {FIRST_ROWS})", name, guises)
    if not first.may_be_something():
        return kind, None
    counted = _counted(connection, _quoted(table), name, guises)
    plain = counted.plain_type() if kind == "VARCHAR" else None
    if plain is not None:
        unread, example = _unread(connection, table, name, plain)
        return plain, with_gaps(plain, unread, example) if unread else None
    guise = counted.guise()
    return (guise.reading.type, guise.reading) if guise else (kind, None)


def reading_for(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, stored: str, wanted: str
) -> Reading | None:
    """How a column is read as the type that a person wants; None where naming the type is enough.

    What does not read is left empty, and the reading says how many values that are.
    """
    if wanted in (stored, "VARCHAR"):
        return None
    unread, example = _unread(connection, table, name, wanted)
    if not unread:
        return None
    guises = [guise for guise in _guises(stored) if guise.reading.type == wanted]
    guise = _counted(connection, _quoted(table), name, guises).guise() if guises else None
    return guise.reading if guise else with_gaps(wanted, unread, example)


class _Counted:
    """How many values of a column may be what."""

    def __init__(self, guises: Sequence[Guise], found: Sequence[int]) -> None:
        self._guises = guises
        self._filled, self._width, self._moments, self._numbers, self._fractions = found[:5]
        self._fits, self._signs = found[5::2], found[6::2]

    def may_be_something(self) -> bool:
        return self.plain_type() is not None or self.guise(least=1 - MOST_UNREADABLE) is not None

    def plain_type(self) -> str | None:
        """The type to which nearly all values can simply be cast."""
        enough = (1 - MOST_UNREADABLE) * self._filled
        if not self._filled:
            return None
        if self._moments >= enough:
            # text of ten signs has no room for an hour
            return "DATE" if self._width <= len("2026-11-02") else "TIMESTAMP"
        return "DOUBLE" if self._numbers >= enough and self._fractions >= LEAST_FRACTIONS * self._filled else None

    def guise(self, least: float = 1.0) -> Guise | None:
        return next(
            (
                guise
                for guise, fit, sign in zip(self._guises, self._fits, self._signs, strict=True)
                if self._filled and fit >= least * self._filled and sign
            ),
            None,
        )


def _counted(connection: duckdb.DuckDBPyConnection, rows: str, name: str, guises: Sequence[Guise]) -> _Counted:
    column, text = _quoted(name), f"{_quoted(name)}::varchar"
    asked = [
        f"count({column})",
        # of those that can be cast: one long fault says nothing of the others
        f"coalesce(max(length({text})) filter (try_cast({text} as timestamp) is not null), 0)",
        f"count(try_cast({text} as timestamp))",
        f"count(try_cast({text} as double))",
        f"count(*) filter (contains({text}, '.'))",
    ]
    for guise in guises:
        asked += [f"count(*) filter ({test.replace('{column}', column)})" for test in (guise.test, guise.sign)]
    return _Counted(guises, connection.execute(f"select {', '.join(asked)} from {rows}").fetchone() or ())


def _unread(connection: duckdb.DuckDBPyConnection, table: str, name: str, kind: str) -> tuple[int, str | None]:
    """How many values cannot be cast to a type, and one of them."""
    text = f"{_quoted(name)}::varchar"
    found = connection.execute(
        f"select count(*), min({text}) from {_quoted(table)} where {text} is not null and try_cast({text} as {kind}) is null"
    ).fetchone()
    return (found[0], found[1]) if found else (0, None)


def _guises(stored: str) -> list[Guise]:
    if stored not in ("VARCHAR", "BIGINT", "INTEGER"):
        return []
    return [guise for guise in GUISES if guise.whole is (stored != "VARCHAR")]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
