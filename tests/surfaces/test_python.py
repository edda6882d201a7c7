"""Answers in Python: rows, and the tables of whichever library is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

import beichen

WEEKS = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]


@pytest.fixture
def project(club: Path) -> Iterator[Any]:
    with beichen.open(club) as opened:
        yield opened


def test_answer_is_a_sequence_of_rows(project: Any) -> None:
    answer = project.query("regular_share")

    assert len(answer) == 3
    assert [(row.period, row.value, row.numerator, row.denominator) for row in answer] == [
        (WEEKS[0], 2 / 3, 2, 3),
        (WEEKS[1], 2 / 3, 2, 3),
        (WEEKS[2], 1 / 2, 1, 2),
    ]
    assert answer[-1].complete is True


def test_polars_pyarrow_and_pandas_take_an_answer_as_it_is(project: Any) -> None:
    answer = project.query("minutes", by="device")
    periods = [week for week in WEEKS for _ in range(2)]
    devices = ["phone", "tablet"] * 3
    minutes = [90, 45, 35, 80, 5, 80]

    in_polars = polars.DataFrame(answer)
    in_arrow = pyarrow.table(answer)
    in_pandas = pandas.DataFrame.from_arrow(answer)

    for column, expected in (("period", periods), ("device", devices), ("value", minutes)):
        assert in_polars[column].to_list() == expected
        assert in_arrow[column].to_pylist() == expected
        assert list(in_pandas[column]) == expected
    assert in_polars.schema["value"] == polars.Int64


def test_own_pandas_frame_has_the_same_columns(project: Any) -> None:
    frame = project.query("minutes", by="device").to_pandas()

    assert list(frame["value"]) == [90, 45, 35, 80, 5, 80]
    assert list(frame.columns) == list(polars.DataFrame(project.query("minutes", by="device")).columns)


def test_undetermined_value_is_null_with_its_reason_in_every_table(write_club: Callable[..., Path]) -> None:
    csv = "reader,day,minutes,device\nann,2026-01-05,20,phone\nann,2026-01-19,20,\nann,2026-01-25,20,\n"
    with beichen.open(write_club(changed={"data/visits.csv": csv})) as project:
        share = polars.DataFrame(project.query("regular_share"))
        devices = polars.DataFrame(project.query("minutes", by="device"))

    assert share["value"].to_list() == [0, None, 1]
    assert share["reason"].to_list() == [None, "zero_denominator", None]
    assert set(devices["device"].to_list()) == {"phone", None}
