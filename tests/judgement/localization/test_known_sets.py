"""Published sets of deviations with their causes, and real incidents: as many are found as when the page was written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from beichen.judgement.segments import localize

DATA = Path(os.environ.get("BEICHEN_DATA") or Path(__file__).parents[4] / "shared" / "data")
RATIO: dict[str, Any] = {"numerator": ("a_real", "a_predict"), "denominator": ("b_real", "b_predict")}
Cause = frozenset[tuple[str, str]]

# instances looked at, and the least micro F1 of exact causes over them
SETS = {"S": (8, 0.85), "L": (8, 0.97), "B0r": (24, 1.0), "B4r": (24, 0.95), "Dr": (24, 1.0)}


@pytest.mark.parametrize("name", SETS)
def test_causes_of_a_published_set_are_found(name: str) -> None:
    instances, least = SETS[name]
    assert score(read_synthetic(name, instances), ratio=name == "Dr") >= least


def test_causes_of_real_incidents_are_found() -> None:
    assert score(read_incidents(), ratio=True) >= 0.6


def score(instances: Iterator[tuple[Any, list[str], set[Cause]]], *, ratio: bool) -> float:
    """Micro F1 of exact causes."""
    right = named = true = 0
    for table, dimensions, causes in instances:
        answer = localize(table, dimensions, **(RATIO if ratio else {}))
        found = {frozenset((d, str(v)) for d, v in segment.where.items()) for segment in answer.segments}
        right, named, true = right + len(found & causes), named + len(found), true + len(causes)
    return 2 * right / (named + true)


def read_synthetic(name: str, instances: int) -> Iterator[tuple[Any, list[str], set[Cause]]]:
    folder = shared("rca_synthetic")
    labels = read_labels(folder / f"{name}.labels.jsonl")
    every = max(len(labels) // instances, 1)
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(folder / f"{name}.parquet")).set_alias("r")
        dimensions = [column for column in rows.columns if len(column) == 1]
        for label in labels[::every]:
            instance = label["instance"]
            if name == "Dr":
                table = connection.sql(
                    "select t.* exclude (instance, real, predict), t.real a_real, t.predict a_predict,"
                    " b.real b_real, b.predict b_predict"
                    f" from rows t join rows b using ({', '.join(dimensions)})"
                    f" where t.instance = '{instance}.a' and b.instance = '{instance}.b'"
                )
            else:
                table = rows.filter(f"instance = '{instance}'")
            yield table.to_arrow_table(), dimensions, causes_of(label)


def read_incidents() -> Iterator[tuple[Any, list[str], set[Cause]]]:
    folder = shared("rca_livestream")
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(folder / "incidents.parquet"))
        for label in read_labels(folder / "incidents.labels.jsonl"):
            table = rows.filter(f"instance = '{label['instance']}'").to_arrow_table()
            yield table, label["dimensions"], causes_of(label)


def shared(name: str) -> Path:
    if not (DATA / name).is_dir():
        pytest.skip(f"the published sets are not here: set BEICHEN_DATA to the folder that holds {name}/")
    return DATA / name


def read_labels(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def causes_of(label: dict[str, Any]) -> set[Cause]:
    return {
        frozenset((dimension, value) for dimension, _, value in (pair.partition("=") for pair in cause.split("&")))
        for cause in label["truth"].split(";")
    }
