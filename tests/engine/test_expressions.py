"""Expressions: what a project may write, what a request may say, and that nothing else comes through."""

from __future__ import annotations

import pytest
from sqlglot import exp

from beichen.engine.build import column
from beichen.engine.expressions import parse_expression, parse_request, tie_columns
from beichen.errors import QueryError

COLUMNS = ("device", "minutes", "day", "reader")


def resolve(name: str) -> exp.Expr:
    if name.removeprefix("visits.").lower() not in COLUMNS:
        raise QueryError(f"no column {name!r}")
    return column(name.removeprefix("visits.").lower(), "visits")


def written(text: str, *, from_request: bool = True) -> str:
    """The expression as DuckDB is told it."""
    tree = (parse_request if from_request else parse_expression)(text, "duckdb")
    return tie_columns(tree, resolve, column("day", "visits")).sql("duckdb", identify=True)


def refusal(text: str, *, from_request: bool = True) -> QueryError:
    with pytest.raises(QueryError) as caught:
        written(text, from_request=from_request)
    return caught.value


def test_condition_is_written_anew_with_every_name_quoted() -> None:
    assert written("Device = 'phone' and not (minutes < 10 or visits.day is null)") == (
        '"visits"."device" = \'phone\' AND NOT ("visits"."minutes" < 10 OR "visits"."day" IS NULL)'
    )


def test_local_date_is_the_rows_day() -> None:
    assert written("local_date() >= '2026-01-05'") == '"visits"."day" >= \'2026-01-05\''
    with pytest.raises(QueryError, match="needs a model with a time column"):
        tie_columns(parse_expression("local_date()", "duckdb"), resolve, None)


def test_operators_of_a_replaced_name_keep_together() -> None:
    def sum_of_two(_: str) -> exp.Expr:
        return exp.Add(this=column("a"), expression=column("b"))

    assert tie_columns(parse_expression("x * 2", "duckdb"), sum_of_two, None).sql("duckdb") == '("a" + "b") * 2'


def test_comments_do_not_reach_the_warehouse() -> None:
    for text in ("minutes > 1 -- a", "minutes > 1 /* a /* b */ c */", "/* a */ minutes /* */ > /* b */ 1 -- */ drop"):
        assert written(text) == written(text, from_request=False) == '"visits"."minutes" > 1'


def test_one_trailing_semicolon_is_no_second_statement() -> None:
    assert written("minutes > 1;") == '"visits"."minutes" > 1'


NOT_ONE_EXPRESSION = [
    "",
    " ",
    "minutes > 1; drop table visits",
    "; minutes > 1",
    "1 from visits",
    "1 union select 2",
    "minutes > 1 group by 1",
    "minutes > 1 having true",
    "minutes > 1 order by 1",
    "minutes > 1 limit 1",
    "minutes > 1 qualify true",
    "minutes > 1 into stolen",
    "minutes > 1 using sample 10",
    "minutes > 1 window w as ()",
    "minutes > 1 for update",
    "minutes > 1, minutes > 2",
    "distinct minutes",
    "minutes > 1 as x",
    "(minutes > 1) x",
    "select 1",
    "with x as (select 1) select * from x",
    "from visits",
    "values (1)",
    "attach 'x.duckdb'",
    "copy visits to 'x.csv'",
    "install httpfs",
    "load httpfs",
    "set threads = 1",
    "pragma version",
    "call pragma_version()",
    "describe visits",
    "export database 'x'",
    "minutes > 1 except select 1",
    "minutes >",
    "(minutes > 1",
    "minutes > 1)",
    "{% if x %}",
    "%s = 1",
    "minutes > 1 # x",
]


@pytest.mark.parametrize("text", NOT_ONE_EXPRESSION)
def test_what_is_not_one_expression_is_refused_in_projects_and_requests(text: str) -> None:
    for from_request in (True, False):
        assert refusal(text, from_request=from_request).hint


HOLDING_MORE = [
    ("device = (select 'phone')", "a sub-select"),
    ("device in (select device from visits)", "a sub-select"),
    ("exists (select 1)", "a sub-select"),
    ("minutes > all (select 1)", "a sub-select"),
    ("device = (values ('phone'))", "a sub-select"),
    ("minutes = (from visits)", "a sub-select"),
    ("count(*) > 1", "an aggregate"),
    ("sum(minutes) > 1", "an aggregate"),
    ("string_agg(device) = ''", "an aggregate"),
    ("row_number() over () = 1", "a window function"),
    ("sum(minutes) over (partition by device) > 1", "a window function"),
    ("minutes > $1", "a parameter"),
    ("minutes > ?", "a parameter"),
    ("*", "a star"),
    ("visits.*", "a star"),
    ("columns(*) > 1", "a star"),
]


@pytest.mark.parametrize(("text", "what"), HOLDING_MORE)
def test_what_no_row_can_answer_is_refused_in_projects_and_requests(text: str, what: str) -> None:
    for from_request in (True, False):
        assert f"holds {what}" in refusal(text, from_request=from_request).message


SMUGGLED = [
    'cast(minutes as "int) > 0 or (select count(*) from visits") = 1',
    'minutes::"evil; drop table visits"',
    'try_cast(minutes as "x) or true --")',
    'extract("a from day); drop table visits" from day) = 1',
    'extract("year from day) = 2026 or (select true" from day) = 1',
    'interval 1 "day; drop table visits" is null',
]


@pytest.mark.parametrize("text", SMUGGLED)
def test_names_of_types_and_units_smuggle_no_text_into_a_statement(text: str) -> None:
    for from_request in (True, False):
        assert refusal(text, from_request=from_request).hint


NOT_FOR_REQUESTS = [
    "read_csv('/etc/passwd')",
    "read_text('/etc/passwd') = ''",
    "read_parquet('x') is null",
    "read_blob('x') is null",
    "glob('/*') is null",
    "getenv('HOME') = ''",
    "current_setting('memory_limit') = ''",
    "query('select 1') = 1",
    "query_table('visits') = 1",
    "version() = ''",
    "current_database() = ''",
    "current_user = ''",
    "current_schema() = ''",
    "nextval('s') = 1",
    "pg_sleep(1) is null",
    "sleep(1) is null",
    "random() > 0.5",
    "uuid() is null",
    "error('x')",
    "hash(device) = 1",
    "typeof(device) = ''",
    "repeat('a', 1000000000) = ''",
    "lpad('a', 1000000000, 'b') = ''",
    "replace(replace(device, 'a', 'aaaa'), 'a', 'aaaa') = ''",
    "range(1000000000) is null",
    "generate_series(1, 1000000000) is null",
    "list_transform([1], x -> x) is null",
    "list_transform([1], lambda x: x) is null",
    "[x for x in [1, 2]] is null",
    "[1, 2] is null",
    "array[1] is null",
    "{'a': 1} is null",
    "map {'a': 1} is null",
    "row(1, 2) is null",
    "struct_pack(a := 1) is null",
    "unnest([1]) = 1",
    "device[1] = 'p'",
    "device[1:2] = 'ph'",
    "device.x = 1",
    "device.lower() = 'x'",
    "'x'.upper() = 'X'",
    "main.lower(device) = 'x'",
    "lower(distinct device) = 'x'",
    "lower(device) filter (where true) = 'x'",
    "lower(x := device) = 'x'",
    "device collate nocase = 'x'",
    "device ~ '(a+)+$'",
    "regexp_matches(device, '(a+)+$')",
    "regexp_replace(device, 'a', 'b') = ''",
    "device similar to '(a|b)*'",
    "device glob '*'",
    "device like any ('a')",
    "device = any(['a'])",
    "minutes ** 1000 > 1",
    "minutes ^ 2 > 1",
    "minutes & 1 = 1",
    "minutes << 60 > 1",
    "day at time zone 'UTC' > '2026-01-01'",
    "device::json is null",
    "device::blob is null",
    "device::struct(a int) is null",
    "device::int[] is null",
    "device::enum('a') is null",
    "device::visits is null",
    "device::main.visits is null",
    "cast(device as int format 'x') = 1",
    "extract(century from day) = 21",
    "interval '1' fortnight is null",
    "e'\\n' = device",
    "$$x$$ = device",
    "current_date > day",
    "now() > day",
    "#1 = 'x'",
    "try(minutes) = 1",
    "alias(device) = ''",
    "in_search_path('a', 'b')",
    "duckdb_settings() is null",
    "sniff_csv('/etc/passwd') is null",
]


@pytest.mark.parametrize("text", NOT_FOR_REQUESTS)
def test_what_a_request_has_no_business_with_is_refused(text: str) -> None:
    assert refusal(text).message


@pytest.mark.parametrize("text", ["interval 1 day", "(1, 2)", "interval '3' months"])
def test_what_is_neither_value_nor_condition_is_refused(text: str) -> None:
    for from_request in (True, False):
        assert "is neither a value nor a condition" in refusal(text, from_request=from_request).message


def test_refusal_of_a_function_names_those_that_are_allowed() -> None:
    error = refusal("getenv('HOME') = ''")

    assert error.message == "\"getenv('HOME') = ''\": the function 'getenv' is not allowed in a request"
    assert error.hint is not None and "starts_with" in error.hint


def test_project_may_call_any_scalar_function() -> None:
    assert written("hash(device) % 10 = 0", from_request=False)
    assert written("regexp_matches(device, '^a')", from_request=False)


OTHER_NAMES = [
    '"/etc/passwd.csv" = 1',
    "'x' = \"it's\"",
    "other.device = 'x'",
    "rowid = 1",
    "dеvice = 'x'",
    "device\u200b = 'x'",
    "＇x＇ = 1",
    "\x00 = 1",
    "nextval = 1",
    "user = 'x'",
    "@x = 1",
    "@@version = 1",
]


@pytest.mark.parametrize("text", OTHER_NAMES)
def test_name_that_is_no_column_is_refused_however_it_looks(text: str) -> None:
    assert "no column" in refusal(text).message


def test_text_is_text_whatever_stands_in_it() -> None:
    for text in ("'; drop table visits; --", "\\", "' or true --", "中文 😀", "/* x", "{{ x }}", "\x00"):
        quoted = text.replace("'", "''")
        assert written(f"device = '{quoted}'") == f'"visits"."device" = \'{quoted}\''


def test_half_a_character_is_refused_before_anything_reads_it() -> None:
    for from_request in (True, False):
        assert "half a character" in refusal("device = '\ud800'", from_request=from_request).message


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "true" + ")" * 5_000,
        "not " * 3_000 + "true",
        "- " * 5_000 + "1 > 0",
        "case when true then " * 400 + "true" + " end" * 400,
        "abs(" * 1_500 + "minutes" + ")" * 1_500 + " > 0",
        "minutes" + "::int" * 1_500 + " > 0",
        "coalesce(" * 101 + "minutes" + ")" * 101 + " > 0",
    ],
)
def test_depth_is_refused_and_not_run_out_of(text: str) -> None:
    for from_request in (True, False):
        error = refusal(text, from_request=from_request)
        assert "nested more than 100 levels deep" in error.message or "characters, more than" in error.message
        assert len(error.message) < 400  # the text itself is cut


def test_long_chains_are_one_level() -> None:
    for text in (" and ".join(["minutes > 1"] * 500), "0" + " + 1" * 800 + " > 0", "''" + " || 'x'" * 800 + " = ''"):
        assert written(text)


def test_request_has_a_longest_condition_and_a_project_has_none() -> None:
    text = f"minutes in ({', '.join(['12345'] * 2_000)})"

    assert "characters, more than 10,000" in refusal(text).message
    assert written(text, from_request=False)
