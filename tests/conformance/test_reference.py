"""The plain-Python reference itself is checked: by hand-computed numbers, and by the worked projects' files."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.project.read import read_project

from .expected import TEA_HOUSE, copy_project, data_folder, differences, expected_files, read_expected, spec_folder
from .reference import Line, Reference

TEA_EXPRESSIONS: Mapping[str, Callable[[Any], Any]] = {
    "days >= 2": lambda values: values["days"] >= 2,
    "drink = 'tea'": lambda row: row["drink"] == "tea",
    "drink = 'coffee'": lambda row: row["drink"] == "coffee",
}
RETAIL_EXPRESSIONS: Mapping[str, Callable[[Any], Any]] = {
    "not returned": lambda row: not row["returned"],
    "returned": lambda row: row["returned"],
}
OULAD_EXPRESSIONS: Mapping[str, Callable[[Any], Any]] = {
    "activity_type = 'quiz'": lambda row: row["activity_type"] == "quiz",
    "activity_type = 'oucontent'": lambda row: row["activity_type"] == "oucontent",
    "is_banked = 0": lambda row: row["is_banked"] == 0,
    "days >= 3": lambda values: values["days"] >= 3,
}


@pytest.fixture(scope="module")
def tea_house() -> Reference:
    read: dict[str, Callable[[str], Any]] = {
        "visited_at": datetime.fromisoformat,
        "day": date.fromisoformat,
        "spend": int,
        "amount": int,
    }
    rows = {}
    for name in ("visits", "members", "refunds"):
        with (TEA_HOUSE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows[name] = [
                {column: read.get(column, str)(text) if text else None for column, text in row.items()}
                for row in csv.DictReader(file)
            ]
    return Reference(read_project(TEA_HOUSE), rows, TEA_EXPRESSIONS)


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    data = data_folder("online_retail")
    project = read_project(copy_project(spec_folder("online_retail"), tmp_path_factory.mktemp("retail"), data))
    rows = {"orders": _rows_of(project, "orders", {"lines": data / "online_retail.parquet"})}
    return Reference(project, rows, RETAIL_EXPRESSIONS)


@pytest.fixture(scope="module")
def oulad(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """Clicks summed by learner, day, module and activity: no metric of the project counts single rows of activity."""
    if not os.environ.get("BEICHEN_SLOW"):
        pytest.skip("ten minutes and 7 GB of memory: set BEICHEN_SLOW=1")
    data = data_folder("oulad")
    project = read_project(copy_project(spec_folder("oulad"), tmp_path_factory.mktemp("oulad"), data))
    tables = {
        "vle_events": data / "studentVle.parquet",
        "sites": data / "vle.parquet",
        "student_info": data / "studentInfo.parquet",
        "registrations": data / "studentRegistration.parquet",
        "assessments": data / "assessments.parquet",
        "submissions_raw": data / "studentAssessment.parquet",
    }
    rows = {model: _rows_of(project, model, tables) for model in ("learners", "submissions", "withdrawals")}
    summed = (
        "select id_student, code_module, activity_type, day, sum(sum_click)::bigint as sum_click from ({}) group by all"
    )
    rows["activity"] = _rows_of(project, "activity", tables, summed)
    return Reference(project, rows, OULAD_EXPRESSIONS)


@pytest.mark.parametrize("path", expected_files(TEA_HOUSE), ids=lambda path: path.stem)
def test_reference_gives_the_tea_house_numbers_computed_by_hand(tea_house: Reference, path: Path) -> None:
    assert _differences(tea_house, path) == []


def test_reference_gives_every_number_of_online_retail(online_retail: Reference) -> None:
    files = expected_files(spec_folder("online_retail"))
    assert len(files) == 27
    assert {path.stem: wrong for path in files if (wrong := _differences(online_retail, path, money=True))} == {}


def test_reference_gives_every_number_of_oulad(oulad: Reference) -> None:
    files = expected_files(spec_folder("oulad"))
    assert len(files) == 37
    assert {path.stem: wrong for path in files if (wrong := _differences(oulad, path))} == {}


def _differences(reference: Reference, path: Path, *, money: bool = False) -> list[str]:
    expected = read_expected(path)
    grain = Grain(expected.grain) if expected.grain else None
    lines = reference.query(expected.metric, by=expected.by, grain=grain)
    return differences(expected, [_as_dict(line) for line in lines], money=money)


def _as_dict(line: Line) -> dict[str, Any]:
    cell = line.cell
    segment = {name: None if value is None else str(value) for name, value in line.segment.items()}
    parts = {"value": cell.value, "reason": cell.reason, "numerator": cell.numerator, "denominator": cell.denominator}
    return {"period": line.period, "segment": segment, "complete": cell.complete, **parts}


def _rows_of(project: Project, model: str, tables: Mapping[str, Path], shape: str = "{}") -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        for name, path in tables.items():
            connection.read_parquet(str(path)).create_view(name)
        result = connection.execute(shape.format(project.models[model].sql))
        columns = [column[0] for column in result.description or []]
        return list(map(dict, map(partial(zip, columns), result.fetchall())))
