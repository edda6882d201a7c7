"""Answers: rows, JSON, Arrow and frames, integers exact in each."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from beichen.domain.observation import Reason, Segment
from beichen.domain.time import Grain
from beichen.engine.answer import Answer
from beichen.engine.cell import Cell
from beichen.errors import BeichenError
from beichen.workspace.open import Workspace

WEEKS = [date(2026, 1, 5), date(2026, 1, 12)]


def answer_of(*cells: Sequence[Cell], by: tuple[str, ...] = (), segments: Sequence[Segment] = ((),)) -> Answer:
    return Answer(
        "minutes", Grain.WEEK, by, periods=WEEKS, complete=[True, False], segments=segments, cells=list(cells)
    )


TOTALS = answer_of([Cell(2**53 + 1, n=3)], [Cell(None, Reason.ZERO_DENOMINATOR, 0, 0, 0)])
BY_DEVICE = answer_of(
    [Cell(1, n=1), Cell(2, n=2)],
    [Cell(3, n=3), Cell(4, n=4)],
    by=("device",),
    segments=[(("device", "手机 📱"),), (("device", None),)],
)


def test_rows_go_by_period_then_segment() -> None:
    assert [(row.period.day, dict(row.segment)["device"], row.value) for row in BY_DEVICE] == [
        (5, "手机 📱", 1),
        (5, None, 2),
        (12, "手机 📱", 3),
        (12, None, 4),
    ]


def test_answer_is_a_sequence_of_its_rows() -> None:
    rows = list(BY_DEVICE)

    assert len(BY_DEVICE) == 4
    assert [BY_DEVICE[index] for index in range(4)] == rows
    assert (BY_DEVICE[-1], BY_DEVICE[1:3], BY_DEVICE[::-1]) == (rows[3], rows[1:3], rows[::-1])
    for beyond in (4, -5):
        with pytest.raises(IndexError):
            BY_DEVICE[beyond]


def test_document_has_the_keys_of_the_contract_and_reads_back_exactly() -> None:
    document = TOTALS.as_dict()

    assert json.loads(json.dumps(document)) == {
        "metric": "minutes",
        "grain": "week",
        "rows": [
            {
                "period": "2026-01-05",
                "segment": {},
                "value": 9007199254740993,
                "reason": None,
                "numerator": None,
                "denominator": None,
                "n": 3,
                "complete": True,
            },
            {
                "period": "2026-01-12",
                "segment": {},
                "value": None,
                "reason": "zero_denominator",
                "numerator": 0,
                "denominator": 0,
                "n": 0,
                "complete": False,
            },
        ],
    }


COLUMNS = ["period", "value", "reason", "numerator", "denominator", "n", "complete"]


def test_polars_takes_an_answer_as_it_is() -> None:
    frame = pl.DataFrame(TOTALS)

    assert frame.columns == COLUMNS
    assert frame.schema["value"] == pl.Int64
    assert frame.rows() == [
        (WEEKS[0], 2**53 + 1, None, None, None, 3, True),
        (WEEKS[1], None, "zero_denominator", 0, 0, 0, False),
    ]


def test_pyarrow_takes_an_answer_as_it_is() -> None:
    table = pa.table(BY_DEVICE)

    assert table.column_names == ["period", "device", *COLUMNS[1:]]
    assert table.schema.field("period").type == pa.date32()
    assert table.column("device").to_pylist() == ["手机 📱", None, "手机 📱", None]
    assert table.column("value").to_pylist() == [1, 2, 3, 4]
    assert pa.RecordBatchReader.from_stream(BY_DEVICE).read_all() == table


def test_pandas_takes_an_answer_as_it_is_and_by_its_own_method() -> None:
    taken = pd.DataFrame.from_arrow(BY_DEVICE)
    made = TOTALS.to_pandas()

    assert list(taken["value"]) == [1, 2, 3, 4]
    assert list(made.columns) == COLUMNS
    assert made["value"].iloc[0] == 2**53 + 1
    assert pd.isna(made["value"].iloc[1])
    assert made["period"].iloc[0] == WEEKS[0]


def test_integers_stay_integers_and_anything_else_makes_doubles() -> None:
    def kind(*values: int | float | None) -> object:
        cells = [[Cell(value) if value is not None else Cell(None, Reason.NO_ROWS)] for value in values]
        return pa.table(answer_of(*cells)).schema.field("value").type

    assert kind(1, 2**63 - 1) == pa.int64()
    assert kind(None, None) == pa.int64()
    assert kind(1, 2.5) == pa.float64()
    assert kind(1, 2**63) == pa.float64()  # beyond 64 bits, Arrow has no integer for it


def test_answer_without_periods_is_a_table_without_rows() -> None:
    empty = Answer("minutes", Grain.WEEK, ("device",), periods=[], complete=[], segments=[], cells=[])

    assert list(empty) == []
    assert empty.as_dict()["rows"] == []
    assert pl.DataFrame(empty).shape == (0, 8)
    assert len(empty.to_pandas()) == 0


def test_dimension_called_like_a_column_gets_one_of_its_own() -> None:
    answer = answer_of([Cell(1)], [Cell(2)], by=("value",), segments=[(("value", "x"),)])

    assert pa.table(answer).column("by_value").to_pylist() == ["x", "x"]
    assert pa.table(answer).column("value").to_pylist() == [1, 2]


def test_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BeichenError, match="needs pandas") as refused:
        TOTALS.to_pandas()
    assert refused.value.hint == "pip install pandas pyarrow"


def test_answer_of_real_data_arrives_in_a_frame_as_it_was_asked(club: Workspace) -> None:
    answer = club.query("minutes", by=["device", "region"])
    frame = pl.DataFrame(answer)

    assert frame.height == len(answer)
    assert frame["value"].sum() == 135 + 115 + 85
    assert frame.filter(pl.col("region").is_null())["value"].sum() == 5
    assert repr(answer) == "<Answer minutes by week: 3 periods × 4 segments>"
