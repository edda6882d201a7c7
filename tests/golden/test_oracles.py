"""Every kind of metric against an SQL query written by hand, on 6,000 seeded events."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from beichen.workspace.open import Workspace, open_workspace

from .oracles import ORACLES, PRELUDE

PROJECT = """
version: 1
name: Oracles
timezone: Asia/Shanghai
week_start: monday
locale: en
warehouse: duckdb
"""
SOURCES = "sources: [{name: events, type: file, path: data/events.parquet}]"
MODELS = """
semantic_models:
  - name: events
    table: events
    time: {column: happened, grain: second}
    entities: [{name: person, expr: person}]
    dimensions:
      - {name: plan, expr: plan, scope: event}
      - {name: action, expr: action, scope: event}
"""
METRICS = """
metrics:
  - {name: minutes, role: input, type: simple, model: events, agg: sum, expr: minutes, grain: week}
  - {name: people, role: input, type: simple, model: events, agg: count_distinct, expr: person, grain: week}
  - {name: plays, role: input, type: simple, model: events, agg: count, filter: "action = 'play'", grain: week}
  - {name: skips, role: input, type: simple, model: events, agg: count, filter: "action = 'skip'", grain: week}
  - {name: players, role: input, type: simple, model: events, agg: count_distinct, expr: person, filter: "action = 'play'", grain: week}
  - {name: minutes_p90, role: input, type: simple, model: events, agg: percentile, percentile: 0.9, expr: minutes, grain: week}
  - {name: minutes_each, role: input, type: ratio, numerator: minutes, denominator: people, grain: week}
  - {name: net_plays, role: input, type: derived, formula: plays - 2 * skips, grain: week}
  - {name: people_28d, role: input, type: cumulative, model: events, agg: count_distinct, expr: person, window: 28 days, grain: week}
  - {name: minutes_qtd, role: input, type: cumulative, model: events, agg: sum, expr: minutes, to_date: quarter, grain: week}
  - name: engaged
    role: input
    type: threshold
    model: events
    entity: person
    having: {days: {agg: count_distinct, expr: local_date()}}
    where: days >= 3
    grain: week
  - {name: resurrected_engaged, role: input, type: lifecycle, of: engaged, state: resurrected, grain: week}
  - {name: lapsed_engaged, role: input, type: lifecycle, of: engaged, state: lapsed, grain: week}
  - name: next_week_retention
    role: input
    type: retention
    model: events
    entity: person
    cohort: {filter: "action = 'signup'"}
    returns: {filter: "action = 'play'"}
    offset: 1
    grain: week
  - name: week_one_retention
    role: input
    type: retention
    model: events
    entity: person
    cohort: {filter: "action = 'signup'"}
    returns: {filter: "action = 'play'"}
    days: [1, 8]
    grain: week
  - name: skip_after_play
    role: input
    type: conversion
    model: events
    entity: person
    from: {filter: "action = 'play'"}
    to: {filter: "action = 'skip'"}
    within: 2 hours
    grain: week
  - name: skip_after_each_play
    role: input
    type: conversion
    model: events
    entity: person
    from: {filter: "action = 'play'"}
    to: {filter: "action = 'skip'"}
    within: 3 days
    count: events
    grain: week
  - {name: play_again, role: input, type: repeat, model: events, entity: person, event: {filter: "action = 'play'"}, within: 7 days, grain: week}
  - name: pulse
    role: input
    type: index
    grain: week
    versions:
      - components:
          - {metric: minutes_each, weight: 1, zero: 20, hundred: 60}
          - {metric: people, weight: 1, zero: 0, hundred: 80}
        valid_from: 2023-01-01
      - components:
          - {metric: minutes_each, weight: 3, zero: 20, hundred: 60}
          - {metric: people, weight: 1, zero: 0, hundred: 80}
        valid_from: 2024-02-01
"""


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of listening by 140 people, some of them unknown; nobody at all in one week."""
    path = tmp_path_factory.mktemp("events") / "events.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "create table events (happened timestamp, person varchar, plan varchar, action varchar, minutes integer)"
        )
        connection.executemany("insert into events values (?, ?, ?, ?, ?)", list(seeded_events(20240107)))
        connection.table("events").write_parquet(str(path))
    return path


@pytest.fixture(scope="module")
def oracle(events: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.read_parquet(str(events)).create("events")
        connection.execute(PRELUDE)
        yield connection


@pytest.fixture(scope="module")
def workspace(events: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("project")
    for name, text in (
        ("beichen.yml", PROJECT),
        ("sources/files.yml", SOURCES),
        ("models/events.yml", MODELS),
        ("metrics/events.yml", METRICS),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "events.parquet").write_bytes(events.read_bytes())
    workspace = open_workspace(folder)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("question", ORACLES)
def test_engine_answers_what_the_hand_written_query_answers(
    question: str, workspace: Workspace, oracle: duckdb.DuckDBPyConnection
) -> None:
    named = re.fullmatch(r"(?P<metric>\w+)(?: by (?P<by>\w+))?(?: grain (?P<grain>\w+))?", question)
    assert named is not None
    by = (named["by"],) if named["by"] else ()
    answer = workspace.query(named["metric"], by=by, grain=named["grain"]).as_dict()
    got = {(str(row["period"]), next(iter(row["segment"].values()), None)): row for row in answer["rows"]}
    columns = "period, segment, value::double, numerator::double, denominator::double, complete"
    wanted = oracle.execute(f"select {columns} from ({ORACLES[question]})").fetchall()
    assert len(wanted) >= 4
    assert len(got) == len(answer["rows"]) == len(wanted)
    for period, segment, *numbers, complete in wanted:
        row = got[str(period), segment]
        assert row["complete"] is complete, (period, segment)
        value = numbers[0] if numbers[0] is None else pytest.approx(numbers[0], rel=1e-9, abs=0)
        assert row["value"] == value, (period, segment)
        if numbers[2] is not None:
            assert [row["numerator"], row["denominator"]] == numbers[1:], (period, segment)


def seeded_events(seed: int) -> Iterator[tuple[datetime, str | None, str | None, str, int | None]]:
    """Each person signs up once and comes in bouts; 6,000 rows in all, some without person, plan or minutes."""
    draw = random.Random(seed)
    first, quiet = date(2024, 1, 3), (date(2024, 3, 11), date(2024, 3, 17))
    people: list[tuple[str | None, date, str | None]] = [
        (f"p{n} '{'李' * (n % 3)}", first + timedelta(days=draw.randrange(90)), draw.choice(["free", "paid", None]))
        for n in range(140)
    ]
    people.append((None, first, None))
    written = 0
    for person, day, plan in people:
        yield _moment(draw, first if person is None else day), person, plan, "signup", None
        written += 1
    while written < 6000:
        person, day, plan = draw.choice(people)
        day += timedelta(days=int(draw.expovariate(1 / 25)))
        if day > date(2024, 4, 20) or quiet[0] <= day <= quiet[1]:
            continue
        at = _moment(draw, day)
        for _ in range(draw.choice([1, 1, 2, 4])):
            action = draw.choice(["play", "play", "play", "skip", "share"])
            plan_then = "paid" if draw.random() < 0.05 else plan
            yield at, person, plan_then, action, draw.choice([None, *range(1, 60)])
            at += timedelta(minutes=draw.choice([0, 20, 90, 1440, 2880]))
            written += 1


def _moment(draw: random.Random, day: date) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(seconds=draw.choice([0, 86399, draw.randrange(86400)]))
