"""The page about expressions says what the code allows, and each of its examples runs, with one answer on both engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from sqlglot import exp

from beichen.engine.build import column
from beichen.engine.expressions import (
    DEEPEST,
    LONGEST_REQUEST,
    REQUEST_FUNCTIONS,
    REQUEST_TYPES,
    REQUEST_UNITS,
    parse_request,
    tie_columns,
)
from beichen.engine.lower import DIALECTS
from beichen.errors import QueryError

PAGE = (Path(__file__).parents[2] / "docs/reference/expressions.md").read_text(encoding="utf-8")
ALLOWED = PAGE.partition("## What a request may say")[2].partition("### Types and units")[0]
EXAMPLES = [
    code.replace("\\|", "|")
    for line in ALLOWED.splitlines()
    if line.startswith("| ") and "not allowed" not in line
    for code in re.findall(r"`([^`]+)`", line.partition(" | ")[2])
]
ROWS: Sequence[tuple[Any, ...]] = [
    ("Ann", 11, 2.5, "2026-01-05", "2026-01-05 10:30:00", True),
    ("Bo", -4, 2.45, "2026-01-11", "2026-01-11 23:59:59", False),
    (None, None, None, "2026-03-31", "2026-03-31 00:00:00", None),
    ("it's", 0, -0.5, "2024-12-30", "2024-12-30 12:00:00", True),
]
TABLE = "create table visits (name text, amount bigint, price double precision, day date, clicked_at timestamp, flag boolean)"


def test_page_lists_the_functions_types_units_and_limits_that_the_code_allows() -> None:
    functions = PAGE.partition("### Functions")[2].partition("###")[0]
    listed = set(re.findall(r"^\| `(\w+)` \|", functions, re.MULTILINE))
    types = re.search(r"To cast to: (.+)\.", PAGE)
    units = re.search(r"To extract, or to count an interval in: (.+)\.", PAGE)

    assert listed - {"replace"} == REQUEST_FUNCTIONS
    assert types is not None and re.findall(r"`(\w+)`", types[1]) == list(REQUEST_TYPES)
    assert units is not None and set(re.findall(r"`(\w+)`", units[1])) == REQUEST_UNITS
    assert f"at most {LONGEST_REQUEST:,} characters and {DEEPEST} levels" in PAGE


def test_every_function_has_an_example_that_calls_it() -> None:
    called = " ".join(EXAMPLES)
    assert [name for name in sorted(REQUEST_FUNCTIONS) if f"{name}(" not in called] == []


def _names(example: str, dialect: str, connection: Any) -> list[str]:
    """The names of the rows that pass the condition."""
    tree = tie_columns(parse_request(example, "duckdb"), lambda name: column(name, "visits"), column("day", "visits"))
    query = exp.select(column("name", "visits")).from_("visits").where(tree)
    return sorted(str(row[0]) for row in connection.execute(DIALECTS[dialect].write(query)).fetchall())


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_answered_by_duckdb(example: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(TABLE)
        connection.executemany("insert into visits values (?, ?, ?, ?, ?, ?)", ROWS)
        found = _names(example, "duckdb", connection)

    assert 0 < len(found) < len(ROWS), "an example that picks no row, or all, shows nothing"


def test_examples_are_answered_by_postgres_as_by_duckdb(postgres_database: str) -> None:
    with duckdb.connect() as duck, psycopg.connect(postgres_database, autocommit=True) as postgres:
        duck.execute(TABLE)
        duck.executemany("insert into visits values (?, ?, ?, ?, ?, ?)", ROWS)
        postgres.execute(TABLE)
        postgres.cursor().executemany("insert into visits values (%s, %s, %s, %s, %s, %s)", ROWS)
        told = [example for example in EXAMPLES if "try_cast" not in example]

        assert {e: _names(e, "postgres", postgres) for e in told} == {e: _names(e, "duckdb", duck) for e in told}


@pytest.mark.parametrize(
    ("written", "said"), re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.partition("## When an")[2], re.MULTILINE)
)
def test_refusals_on_the_page_are_those_of_the_code(written: str, said: str) -> None:
    def resolve(name: str) -> exp.Expr:
        if name not in ("minutes", "device"):
            raise QueryError("model 'visits' has no column 'minuts'", hint="did you mean 'minutes'?")
        return column(name, "visits")

    with pytest.raises(QueryError) as refused:
        tie_columns(parse_request(written, "duckdb"), resolve, None)
    assert said.partition(" (")[0] in refused.value.message
    assert "(" not in said or f"({refused.value.hint})" in said
