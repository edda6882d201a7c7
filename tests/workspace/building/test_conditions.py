"""Conditions as rows and as SQL: what is read as rows is written back to the same meaning."""

from __future__ import annotations

import pytest

from beichen.workspace.building.conditions import ColumnKind, Condition, ConditionRow, read_condition, write_condition

KINDS: dict[str, ColumnKind] = {"amount": "number", "day": "time", "crashed": "truth"}


def kind_of(name: str) -> ColumnKind:
    return KINDS.get(name, "text")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("event = 'play'", [("event", "is", ["play"])]),
        ("event <> 'it''s'", [("event", "is_not", ["it's"])]),
        ("plan in ('a', '乙')", [("plan", "one_of", ["a", "乙"])]),
        ("plan not in ('a', 'b')", [("plan", "none_of", ["a", "b"])]),
        ("amount >= 0.5", [("amount", "at_least", ["0.5"])]),
        ("amount > -3", [("amount", "more", ["-3"])]),
        ("day <= date '2026-01-31'", [("day", "at_most", ["2026-01-31"])]),
        ("contains(title, '100%')", [("title", "contains", ["100%"])]),
        ("starts_with(title, 'a')", [("title", "begins_with", ["a"])]),
        ("crashed", [("crashed", "true", [])]),
        ("not crashed", [("crashed", "false", [])]),
        ("plan is null", [("plan", "missing", [])]),
        ("plan is not null", [("plan", "present", [])]),
        ('"结账 时间" = \'x\'', [("结账 时间", "is", ["x"])]),
        ("listeners.region = 'east'", [("listeners.region", "is", ["east"])]),
        ("event = 'play' and crashed and amount < 3", [("event", "is", ["play"]), ("crashed", "true", []), ("amount", "less", ["3"])]),
    ],
)  # fmt: skip
def test_rows_and_sql_say_the_same(text: str, rows: list[tuple[str, str, list[str]]]) -> None:
    condition = read_condition(text, "duckdb")
    assert condition == Condition("and", [ConditionRow(*row) for row in rows], None)
    assert write_condition(condition, kind_of, "duckdb") == text


def test_alternatives_are_joined_by_or() -> None:
    condition = read_condition("(event = 'a') or (event = 'b' or crashed)", "duckdb")
    assert (condition.join, len(condition.rows)) == ("or", 3)
    assert write_condition(condition, kind_of, "duckdb") == "event = 'a' or event = 'b' or crashed"


@pytest.mark.parametrize(
    "text",
    [
        "a = 1 or (b = 2 and c = 3)",
        "upper(a) = 'X'",
        "a = b",
        "a between 1 and 2",
        "a = ''",
        "a = 1 -- why",
        "a like 'x%'",
        "a = 1 and",
        "case when a then b end = 1",
        "a in (select 1)",
    ],
)
def test_what_is_more_than_rows_stays_as_it_is_written(text: str) -> None:
    condition = read_condition(text, "duckdb")
    assert condition == Condition("and", [], text)
    assert write_condition(condition, kind_of, "duckdb") == text


def test_values_are_quoted_by_the_kind_of_their_column() -> None:
    def written(column: str, value: str) -> str | None:
        return write_condition(Condition("and", [ConditionRow(column, "is", [value])], None), kind_of, "duckdb")

    assert written("event", "5") == "event = '5'"
    assert written("amount", " 5 ") == "amount = 5"
    assert written("amount", "5; drop table x") == "amount = '5; drop table x'"
    assert written("amount", "nan") == "amount = 'nan'"
    assert written("event", "'; drop table x; --") == "event = '''; drop table x; --'"
    assert written("day", "2026-01-01 10:00") == "day = timestamp '2026-01-01 10:00'"
    assert written('a" or 1=1 --', "x") == '"a"" or 1=1 --" = \'x\''


def test_rows_that_are_not_finished_are_left_out() -> None:
    rows = [ConditionRow("", "is", ["x"]), ConditionRow("event", "is", [""]), ConditionRow("event", "odd", ["x"])]
    assert write_condition(Condition("and", rows, None), kind_of, "duckdb") is None
    assert write_condition(Condition("and", [], "  "), kind_of, "duckdb") is None
