"""Tables handed out as files: what a spreadsheet, or a program, reads from them."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from pyarrow import parquet

from beichen.sources.handout import FORMATS
from beichen.sources.handout.csv import guarded
from beichen.sources.handout.table import Cell, Column

COLUMNS = [Column("period", "day"), Column("渠道", "text"), Column("value", "number"), Column("complete", "flag")]
ROWS: list[list[Cell]] = [
    [date(2026, 11, 16), "自然流量", 0.1 + 0.2, True],
    [date(2026, 11, 16), None, None, False],
    [date(2026, 11, 9), '=HYPERLINK("http://evil.example";"x")', 2**60 + 1, True],
    [date(2026, 11, 9), 'a,"b"\nc', 3, True],
]


def write(name: str, rows: list[list[Cell]] = ROWS) -> bytes:
    target = io.BytesIO()
    FORMATS[name].write(COLUMNS, iter(rows), target)
    return target.getvalue()


def test_csv_says_its_encoding_and_keeps_every_digit() -> None:
    text = write("csv")

    assert text.startswith(b"\xef\xbb\xbfperiod,")
    header, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert header == ["period", "渠道", "value", "complete"]
    assert rows[0] == ["2026-11-16", "自然流量", "0.30000000000000004", "true"]
    assert rows[1] == ["2026-11-16", "", "", "false"]
    assert rows[2][2] == "1152921504606846977"
    assert rows[3][1] == 'a,"b"\nc'


@pytest.mark.parametrize("begun", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_text_that_begins_as_a_formula_is_kept_from_running_in_csv(begun: str) -> None:
    assert guarded(begun) == "'" + begun
    assert guarded("a=1") == "a=1"


def test_csv_guards_cells_and_headers_but_leaves_negative_numbers_alone() -> None:
    target = io.BytesIO()
    FORMATS["csv"].write([Column("=x", "text"), Column("n", "number")], [["=1", -5]], target)

    assert target.getvalue().decode("utf-8-sig").splitlines() == ["'=x,n", "'=1,-5"]


def test_workbook_opens_with_days_numbers_and_texts_that_are_no_formulas() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx"))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert rows[0] == ["period", "渠道", "value", "complete"]
    assert rows[1] == [datetime(2026, 11, 16), "自然流量", 0.1 + 0.2, True]
    assert rows[2] == [datetime(2026, 11, 16), None, None, False]
    assert rows[3][2] == "1152921504606846977"  # a double could not hold it
    assert rows[4] == [datetime(2026, 11, 9), 'a,"b"\nc', 3, True]
    link = sheet["B4"]
    assert (link.data_type, link.value) == ("s", '=HYPERLINK("http://evil.example";"x")')
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"


def test_workbook_holds_what_xml_cannot() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx", [[None, "a\x00b<&>\x1f🎧", 1, None]]))).active
    assert sheet is not None

    assert sheet["B2"].value == "a�b<&>�🎧"


def test_parquet_keeps_types_and_nulls() -> None:
    table = parquet.read_table(io.BytesIO(write("parquet")))

    assert [str(field.type) for field in table.schema] == ["date32[day]", "string", "double", "bool"]
    assert table.column("渠道").to_pylist() == [row[1] for row in ROWS]
    assert table.column("period").to_pylist() == [row[0] for row in ROWS]


def test_parquet_of_integers_alone_has_integers() -> None:
    whole = [[date(2026, 1, 1), "a", 2**62, True], [date(2026, 1, 1), "b", None, True]]

    assert parquet.read_table(io.BytesIO(write("parquet", whole))).column("value").to_pylist() == [2**62, None]


def test_table_without_rows_is_a_file_with_a_header() -> None:
    assert write("csv", []).decode("utf-8-sig") == "period,渠道,value,complete\r\n"
    assert parquet.read_table(io.BytesIO(write("parquet", []))).num_rows == 0
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx", []))).active
    assert sheet is not None
    assert sheet.max_row == 1
