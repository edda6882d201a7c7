"""Numbers and days in another guise are seen, read by an expression, and told."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from beichen.sources.profile import ColumnProfile, TableProfile, open_samples


def column_of(folder: Path, values: list[str], name: str = "x") -> ColumnProfile:
    found = table_of(folder, values, name).column(name)
    assert found is not None
    return found


def table_of(folder: Path, values: list[str], name: str) -> TableProfile:
    """As they stand in a workbook: text, but for days written as whole numbers."""
    kind = "bigint" if all(len(value) == 8 and value.isdigit() for value in values) else "varchar"
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    duckdb.sql(f"select unnest([{listed}])::{kind} as {name}").write_parquet(str(folder / "t.parquet"))
    with open_samples([folder / "t.parquet"]) as samples:
        return samples.tables[0]


def values_of(column: ColumnProfile, values: list[str]) -> list[object]:
    assert column.reading is not None
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    kind = column.stored or column.type
    return [
        row[0]
        for row in duckdb.sql(
            f"select {column.reading.of('x')} from (select unnest([{listed}])::{kind} as x)"
        ).fetchall()
    ]


@pytest.mark.parametrize(
    ("values", "read", "kind"),
    [
        (["1,234.50", "999", "-12,000"], [1234.5, 999.0, -12000.0], "DOUBLE"),
        (["¥1,234.50", "￥20", "-¥3"], [1234.5, 20.0, -3.0], "DOUBLE"),
        (["12 元", "3,400元"], [12.0, 3400.0], "DOUBLE"),
        (["12.5%", "100%"], [0.125, 1.0], "DOUBLE"),
        (["2026年11月2日", "2026年1月12日"], ["2026-11-02", "2026-01-12"], "DATE"),
        (["2026.11.02", "2026.1.12"], ["2026-11-02", "2026-01-12"], "DATE"),
        (["20261102", "20260112"], ["2026-11-02", "2026-01-12"], "DATE"),
    ],
)
def test_guise_is_seen_and_read(tmp_path: Path, values: list[str], read: list[object], kind: str) -> None:
    column = column_of(tmp_path, values)

    assert column.type == kind
    found = values_of(column, values)
    assert [str(value) for value in found] == [str(value) for value in read]


@pytest.mark.parametrize(
    "values",
    [
        ["007", "1001", "abc"],  # codes
        ["1,23,4", "5"],  # no separators of thousands
        ["20261399", "20260112"],  # one is no day
        ["2026年", "2025年"],
        ["v1.2", "v1.3"],
    ],
)
def test_what_only_looks_alike_stays_what_it_is(tmp_path: Path, values: list[str]) -> None:
    column = column_of(tmp_path, values)

    assert column.reading is None
    assert column.type in ("VARCHAR", "BIGINT")


def test_digits_that_are_text_stay_text(tmp_path: Path) -> None:
    duckdb.sql("select lpad(i::varchar, 5, '0') as code from range(50) t(i)").write_parquet(str(tmp_path / "t.parquet"))

    with open_samples([tmp_path / "t.parquet"]) as samples:
        assert samples.tables[0].columns[0].type == "VARCHAR"


def test_day_among_which_one_does_not_read_is_a_day_with_a_gap(tmp_path: Path) -> None:
    values = [f"2026-05-{1 + i % 28:02d}" for i in range(199)] + ["unknown"]

    column = column_of(tmp_path, values)

    assert (column.type, column.null_share) == ("DATE", pytest.approx(1 / 200))
    assert column.reading is not None
    assert column.reading.unread == 1
    assert column.reading.told.en == "days, but for 1 of them such as 'unknown', which are left empty"
    assert column.reading.told.zh == "日期，其中 1 个（如 'unknown'）无法识别，按空值处理"


def test_bounds_are_those_of_what_is_read(tmp_path: Path) -> None:
    column = column_of(tmp_path, ["1,200", "900", "10,000"])

    assert (column.low, column.high, column.distinct) == ("900.0", "10000.0", 3)


def test_type_that_a_person_wants_is_named_or_read_with_gaps(tmp_path: Path) -> None:
    table_of(tmp_path, ["1", "2", "n/a"], "x")

    with open_samples([tmp_path / "t.parquet"]) as samples:
        table = samples.tables[0]
        assert samples.read_as(table, "x", "VARCHAR") is None
        reading = samples.read_as(table, "x", "DOUBLE")

    assert reading is not None
    assert (reading.unread, reading.of("x")) == (1, "try_cast(x as double)")
