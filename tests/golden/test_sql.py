"""The SQL of every kind of metric in each dialect, as people read it; `BEICHEN_GOLDEN=write` writes the files anew."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import beichen
from beichen.workspace.reading import Asked

HERE = Path(__file__).parent / "sql"

FILES = {
    "beichen.yml": "version: 1\nname: Shop\ntimezone: Asia/Shanghai\nweek_start: sunday\nwarehouse: ${WAREHOUSE:-duckdb}\n",
    "sources/files.yml": """\
sources:
  - {name: visits, type: file, path: data/visits.csv, columns: {at: timestamp, spent: bigint}}
  - {name: members, type: file, path: data/members.csv, columns: {id: varchar, city: varchar}}
""",
    "models/shop.yml": """\
semantic_models:
  - name: visits
    table: visits
    time: {column: at}
    entities: [{name: member, expr: member}]
    dimensions: [{name: shop, expr: shop, scope: event}]
  - name: members
    table: members
    entities: [{name: member, expr: id, type: primary}]
    dimensions: [{name: city, expr: city, scope: entity}]
""",
    "metrics/shop.yml": """\
metrics:
  - {name: spent, type: simple, model: visits, agg: sum, expr: spent, filter: shop <> 'test'}
  - {name: visitors, type: simple, model: visits, agg: count_distinct, expr: member}
  - {name: median_spent, type: simple, model: visits, agg: percentile, percentile: 0.5, expr: spent}
  - {name: spent_each, type: ratio, numerator: spent, denominator: visitors}
  - {name: spent_twice, type: derived, formula: 2 * spent}
  - {name: regulars, type: threshold, model: visits, entity: member, having: {days: {agg: count_distinct, expr: local_date()}}, where: days >= 2}
  - {name: visitors_28d, type: cumulative, model: visits, agg: count_distinct, expr: member, window: 28 days}
  - {name: spent_to_date, type: cumulative, model: visits, agg: sum, expr: spent, to_date: year}
  - {name: visitors_ever, type: cumulative, model: visits, agg: count_distinct, expr: member, window: all}
  - {name: lapsed, type: lifecycle, of: regulars, state: lapsed}
  - {name: back_next_week, type: retention, model: visits, entity: member, offset: 1}
  - {name: bought_in_3_hours, type: conversion, model: visits, entity: member, from: {filter: spent = 0}, to: {filter: spent > 0}, within: 3 hours}
  - {name: again_in_7_days, type: repeat, model: visits, entity: member, within: 7 days}
  - {name: health, type: index, components: [{metric: spent_each, weight: 1, zero: 0, hundred: 10}]}
""",
    "data/visits.csv": "at,member,shop,spent\n2024-03-01 10:00:00,ann,north,7\n2024-03-12 11:00:00,bo,south,0\n",
    "data/members.csv": "id,city\nann,Beijing\nbo,Shanghai\n",
}

METRICS = (
    "spent", "visitors", "median_spent", "spent_each", "spent_twice", "regulars", "visitors_28d", "spent_to_date",
    "visitors_ever", "lapsed", "back_next_week", "bought_in_3_hours", "again_in_7_days", "health",
)  # fmt: skip

# Each at the week, which begins on Sundays, and narrowed in every way at once: by a primary model's dimension, at
# another grain, under a condition, between two days.
NARROWED: Asked = {
    "by": "city",
    "grain": "month",
    "where": "shop is not null and city <> 'Oslo'",
    "start": date(2024, 3, 1),
    "end": date(2024, 4, 1),
}
QUESTIONS: dict[str, tuple[list[str], Asked]] = {
    **{name: ([name], {}) for name in METRICS},
    **{f"{name} narrowed": ([name], NARROWED) for name in METRICS},
    "visitors by shop, day": (["visitors"], {"by": "shop", "grain": "day"}),
    "everything": (list(METRICS), {}),
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_duckdb_reads_as_it_is_written_down(shop: Path) -> None:
    compare(shop, "duckdb")


def test_postgres_reads_as_it_is_written_down(
    shop: Path, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAREHOUSE", postgres_database)
    compare(shop, "postgres")


def test_sql_is_the_same_in_every_process(shop: Path) -> None:
    command = [sys.executable, "-m", "beichen", "--project", str(shop), "query", *METRICS, "--sql", "--by", "city"]
    told = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert told.pop().count(";") == 9  # what can share a statement does


def test_every_file_is_of_a_question_that_is_asked() -> None:
    for folder in HERE.iterdir():
        assert {path.stem for path in folder.iterdir()} == {_stem(title) for title in QUESTIONS}


def compare(shop: Path, dialect: str) -> None:
    with beichen.open(shop) as project:
        for title, (metrics, asked) in QUESTIONS.items():
            told = project.sql(metrics, **asked) + "\n"
            path = HERE / dialect / f"{_stem(title)}.sql"
            if os.environ.get("BEICHEN_GOLDEN") == "write":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(told, encoding="utf-8")
            assert told == path.read_text(encoding="utf-8"), f"{path.name}: see BEICHEN_GOLDEN above"


def _stem(title: str) -> str:
    return title.replace(", ", ".").replace(" ", ".")
