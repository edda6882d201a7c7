"""Whatever text a request holds, what DuckDB's own parser finds in what is written is on the list of what it may say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beichen.engine.expressions import REQUEST_FUNCTIONS
from beichen.errors import QueryError

from .test_expressions import COLUMNS, written

PLAIN = ["minutes", "device", "day", '"reader"', "visits.device", "1", "2.5", "'phone'", "null", "true", "(", ")", ","]
PLAIN += [
    "and",
    "or",
    "not",
    "=",
    "<",
    "+",
    "-",
    "*",
    "/",
    "||",
    "in",
    "like",
    "between",
    "is",
    "case when",
    "then",
    "end",
]
PLAIN += [
    "lower(",
    "coalesce(",
    "extract(year from day)",
    "date_trunc('week',",
    "interval 1 day",
    "::int",
    "cast(",
    "as",
]
NASTY = [";", "--", "/*", "*/", "'", '"', '""', "''", "\\", "$$", "$1", "?", "#1", "{", "}", "[", "]", ":=", "->", "::"]
NASTY += ["select", "from visits", "(select 1)", "union", "drop table visits", "attach 'x'", "set threads = 1", "copy"]
NASTY += [
    "getenv('HOME')",
    "read_text('/etc/passwd')",
    "query('x')",
    "count(*)",
    "over ()",
    "repeat('a', 9)",
    "columns(",
]
NASTY += [
    "x -> x",
    "e'\\n'",
    "as text; drop",
    "at time zone 'UTC'",
    "collate nocase",
    "U&'\\0041'",
    "\x00",
    "\u200b",
    "’",
    "😀",
]

anything = st.lists(st.sampled_from(PLAIN * 2 + NASTY), min_size=1, max_size=10).map(" ".join)
glued = st.lists(st.sampled_from(PLAIN + NASTY), min_size=1, max_size=6).map("".join)
smuggled = st.builds(
    lambda template, text: template.format(text.replace('"', '""') if '"{}"' in template else text),
    st.sampled_from(
        [
            'cast(minutes as "{}") > 1',
            "cast(minutes as {}) > 1",
            'minutes::"{}" = 1',
            'extract("{}" from day) = 1',
            "extract({} from day) = 1",
            "date_trunc('{}', day) = day",
            'interval 1 "{}" is null',
            "device = '{}'",
            'device = "{}"',
            '"{}"(device) = 1',
            "lower(device {}) = 'x'",
        ]
    ),
    st.one_of(glued, anything),
)

CLASSES = {
    "BETWEEN",
    "CASE",
    "CAST",
    "COLUMN_REF",
    "COMPARISON",
    "CONJUNCTION",
    "CONSTANT",
    "FUNCTION",
    "OPERATOR",
    "TYPE",
}
OPERATORS = {"+", "-", "*", "/", "//", "%", "||", "~~", "!~~", "~~*", "!~~*", "like_escape", "not_like_escape"}
OPERATORS |= {"ilike_escape", "not_ilike_escape", "row"}
# what DuckDB makes of `extract`, of intervals and of the other names of the functions on the list
SPELLINGS = {"date_part", "trunc", "ceiling", "ltrim", "rtrim", "isnull", "dayofweek", "isodow"}
SPELLINGS |= {f"to_{unit}s" for unit in ("year", "quarter", "month", "week", "day", "hour", "minute", "second")}
FUNCTIONS = REQUEST_FUNCTIONS | OPERATORS | SPELLINGS

_parser = duckdb.connect()


def parsed(condition: str) -> dict[str, Any] | None:
    """DuckDB's own tree of a query with the condition; None where DuckDB finds that it is no query."""
    statement = f'SELECT * FROM "visits" WHERE {condition}'
    row = _parser.execute("select json_serialize_sql(?)", [statement]).fetchone()
    assert row is not None
    document: dict[str, Any] = json.loads(row[0])
    return None if document["error"] else document


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "class" in tree:
            yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def assert_harmless(condition: str) -> None:
    document = parsed(condition)
    if document is None:
        return
    (statement,) = document["statements"]
    query = statement["node"]
    assert query["type"] == "SELECT_NODE"
    assert query["from_table"]["qualified_name"]["path"] == ["visits"]
    assert query["cte_map"]["map"] == []
    assert not any(query.get(clause) for clause in ("group_expressions", "having", "qualify", "sample", "modifiers"))
    for node in nodes(query["where_clause"]):
        assert node["class"] in CLASSES
        if node["class"] == "FUNCTION":
            assert node["function_name"] in FUNCTIONS
        if node["class"] == "COLUMN_REF":
            assert node["column_names"][-1] in COLUMNS


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(anything, glued, smuggled, st.text(max_size=30)))
def test_what_comes_through_is_on_the_list(text: str) -> None:
    try:
        sql = written(text)
    except QueryError:
        return
    assert_harmless(sql)


def test_the_parser_sees_what_it_must_not() -> None:
    """The oracle itself: each of these would be found if it came through."""
    for harm in ("x in (select 1)", "getenv('HOME') = ''", "minutes > 1 group by 1", "secret = 1", "[1, 2] is null"):
        try:
            assert_harmless(harm)
        except AssertionError:
            continue
        raise AssertionError(harm)
