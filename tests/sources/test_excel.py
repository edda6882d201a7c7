"""Workbooks: the types of their cells, their headers and sheets, and what is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from beichen.domain.model import Source
from beichen.errors import MissingExtra, SourceError, Where
from beichen.sources.excel import read_workbooks
from beichen.sources.files import find_files

HEADER = ["reader", "day", "minutes"]
DAY = date(2026, 1, 5)

Book = Callable[..., Source]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write workbooks of sheets of rows, and name them as one source."""

    def write(*books: Mapping[str, Sequence[Sequence[Any]]], sheet: str | None = None) -> Source:
        for number, sheets in enumerate(books):
            workbook = openpyxl.Workbook()
            workbook.remove(workbook.worksheets[0])
            for name, rows in sheets.items():
                worksheet = workbook.create_sheet(name)
                for row in rows:
                    worksheet.append(list(row))
            workbook.save(tmp_path / f"v{number}.xlsx")
        path = str(tmp_path / "*.xlsx")
        return Source("visits", "file", path, "visits", sheet=sheet, where=Where("sources/files.yml", 2))

    return write


def read(source: Source) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Columns with the types that DuckDB gives them, and rows."""
    rows = read_workbooks(source, find_files(source))
    with duckdb.connect() as connection:
        connection.register("workbook", rows)
        columns = [(row[0], row[1]) for row in connection.execute("describe workbook").fetchall()]
        return columns, connection.execute("from workbook").fetchall()


def column(source: Source, number: int = 2) -> tuple[str, list[Any]]:
    columns, rows = read(source)
    return columns[number][1], [row[number] for row in rows]


def test_first_sheet_is_read_with_the_types_of_its_cells(book: Book) -> None:
    source = book({"Visits": [HEADER, ["ann", DAY, 20], ["中 文 😀", date(2026, 1, 6), 30]], "Notes": [["x"]]})

    assert read(source) == (
        [("reader", "VARCHAR"), ("day", "DATE"), ("minutes", "BIGINT")],
        [("ann", DAY, 20), ("中 文 😀", date(2026, 1, 6), 30)],
    )


def test_sheet_that_the_source_names_is_read(book: Book) -> None:
    source = book({"Notes": [["x"], [1]], "数据 2": [HEADER, ["ann", DAY, 20]]}, sheet="数据 2")

    assert read(source)[1] == [("ann", DAY, 20)]


def test_moments_keep_their_seconds_also_before_1970(book: Book) -> None:
    moments = [datetime(2026, 1, 5, 10, 30, 15), datetime(1965, 3, 1, 23, 59, 59)]
    source = book({"a": [["at"], *([moment] for moment in moments)]})

    assert column(source, 0) == ("TIMESTAMP", moments)


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        ([1, 2, None], "BIGINT", [1, 2, None]),
        ([1, 2.5], "DOUBLE", [1.0, 2.5]),
        ([2**53, -(2**53)], "BIGINT", [2**53, -(2**53)]),
        ([1, 1e300], "DOUBLE", [1.0, 1e300]),
        ([True, False], "BOOLEAN", [True, False]),
        ([10002, "85123A", 2.5], "VARCHAR", ["10002", "85123A", "2.5"]),
        (["007", "008"], "VARCHAR", ["007", "008"]),
        ([None, None], "VARCHAR", [None, None]),
        ([DAY, datetime(2026, 1, 6, 10)], "TIMESTAMP", [datetime(2026, 1, 5), datetime(2026, 1, 6, 10)]),
        ([DAY, "soon"], "VARCHAR", ["2026-01-05", "soon"]),
        ([time(10, 30)], "VARCHAR", ["10:30:00"]),
        ([timedelta(hours=30)], "VARCHAR", ["1 day, 6:00:00"]),
    ],
)
def test_column_gets_the_type_that_holds_all_its_cells(book: Book, cells: list[Any], kind: str, expected: Any) -> None:
    found = column(book({"a": [["marker", "value"], *(["x", cell] for cell in cells)]}), 1)

    assert found == (kind, expected)


def test_headers_that_are_missing_twice_there_or_numbers_become_names(book: Book) -> None:
    source = book({"a": [["reader", "minutes", "Minutes", None, 2024, " day "], ["ann", 1, 2, 3, 4, 5]]})

    assert [name for name, _ in read(source)[0]] == ["reader", "minutes", "Minutes_1", "column_4", "2024", "day"]


def test_rows_that_are_shorter_than_the_header_end_in_nulls(book: Book) -> None:
    source = book({"a": [HEADER, ["ann", DAY, 20], ["bo", date(2026, 1, 6)]]})

    assert read(source)[1] == [("ann", DAY, 20), ("bo", date(2026, 1, 6), None)]


def test_rows_of_several_workbooks_are_put_together(book: Book) -> None:
    rows = [HEADER, ["ann", DAY, 20]]

    assert len(read(book({"a": rows}, {"b": rows}))[1]) == 2
    with pytest.raises(SourceError, match="the workbooks have different headers"):
        read(book({"a": rows}, {"b": [["reader", "day"], ["bo", DAY]]}))


def test_header_without_rows_is_a_table_without_rows(book: Book) -> None:
    assert read(book({"a": [HEADER]})) == ([(name, "VARCHAR") for name in HEADER], [])


def test_missing_and_empty_sheets_are_refused_with_those_that_there_are(book: Book) -> None:
    with pytest.raises(SourceError, match="source 'visits' has no sheet 'c'") as refused:
        read(book({"a": [["x"]], "b": [["x"]]}, sheet="c"))
    assert refused.value.hint == "sheets: a, b"
    assert refused.value.where == Where("sources/files.yml", 2)
    with pytest.raises(SourceError, match="the sheet 'a' is empty"):
        read(book({"a": []}))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a workbook at all", b"PK\x03\x04" + b"\0" * 100])
def test_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.xlsx").write_bytes(content)
    source = Source("visits", "file", str(tmp_path / "v.xlsx"), "visits")
    with pytest.raises(SourceError, match="source 'visits': not a readable workbook"):
        read(source)


def test_reader_of_workbooks_that_is_not_installed_is_named(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    source = book({"a": [HEADER]})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra) as refused:
        read(source)
    assert refused.value.hint == "pip install 'beichen[excel]'"
