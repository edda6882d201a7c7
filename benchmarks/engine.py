"""The engine beside SQL written by hand for speed, on the same DuckDB: every kind of metric over 10 million events.

The events are the OULAD clicks (10.66 million; `BEICHEN_DATA`, or ../shared/data beside the
checkout) or, where they are missing, as many made up. Each pair of runs answers one question:
the engine from its definition, the peer with the fastest of several statements that were tried
for this very table. A peer gives the answer's numbers alone: no zeros filled in, no completeness.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from beichen.engine.question import Question
from beichen.engine.run import Engine
from beichen.project.read import read_project
from beichen.warehouse.open import open_warehouse
from beichen.warehouse.port import Warehouse

RUNS = 7
RATIO_BAR, COMPILE_BAR_MS = 1.15, 20
CHECKOUT = Path(__file__).resolve().parents[1]

OULAD = """
select e.id_student as learner, s.activity_type as activity, e.sum_click as clicks,
       case e.code_presentation when '2013B' then date '2013-02-01' when '2013J' then date '2013-10-01'
                                when '2014B' then date '2014-02-01' else date '2014-10-01' end + e.date as day
from '{0}/studentVle.parquet' e left join '{0}/vle.parquet' s on s.id_site = e.id_site
"""
# Each learner begins on some day and stays for some weeks; most rows are of few activities.
MADE_UP = """
select learner, ['oucontent', 'forumng', 'homepage', 'quiz', 'quiz', 'url'][1 + hash(row) % 6] as activity,
       1 + (hash(row + 1) % 9)::integer as clicks,
       date '2013-01-14' + (hash(learner) % 600)::integer + (hash(row + 2) % (7 + hash(learner + 1) % 250))::integer as day
from (select row, (hash(row + 3) % 26000)::integer as learner from range(10_600_000) as rows(row))
"""
FILES = {
    "beichen.yml": "{version: 1, name: Benchmark, timezone: Europe/London, week_start: monday, warehouse: duckdb}",
    "sources/events.yml": "sources: [{name: events, type: file, path: events.parquet}]",
    "models/events.yml": """
semantic_models:
  - name: events
    table: events
    time: {column: day}
    entities: [{name: learner, expr: learner}]
""",
    "metrics/events.yml": """
metrics:
  - {name: clicks, role: input, type: simple, model: events, agg: sum, expr: clicks, grain: week}
  - {name: active, role: input, type: simple, model: events, agg: count_distinct, expr: learner, grain: week}
  - name: engaged
    role: input
    type: threshold
    model: events
    entity: learner
    having: {days: {agg: count_distinct, expr: day}}
    where: days >= 3
    grain: week
  - {name: engaged_share, role: input, type: ratio, numerator: engaged, denominator: active, grain: week}
  - {name: clicks_again, role: input, type: derived, formula: active * clicks, grain: week}
  - {name: learners_28d, role: input, type: cumulative, model: events, agg: count_distinct, expr: learner, window: 28 days, grain: week}
  - {name: resurrected, role: input, type: lifecycle, of: engaged, state: resurrected, grain: week}
  - {name: next_week, role: input, type: retention, model: events, entity: learner, offset: 1, grain: week}
  - {name: days_7_13, role: input, type: retention, model: events, entity: learner, days: [7, 14], grain: week}
  - name: read_then_quiz
    role: input
    type: conversion
    model: events
    entity: learner
    from: {filter: "activity = 'oucontent'"}
    to: {filter: "activity = 'quiz'"}
    within: 7 days
    grain: week
  - {name: quiz_again, role: input, type: repeat, model: events, entity: learner, event: {filter: "activity = 'quiz'"}, within: 7 days, grain: week}
  - name: health
    role: input
    type: index
    grain: week
    components:
      - {metric: engaged_share, weight: 2, zero: 0.2, hundred: 0.6}
      - {metric: clicks, weight: 1, zero: 0, hundred: 400000}
""",
}

# A week's number: far cheaper on ten million rows than date_trunc.
_WEEK = "(day - date '1970-01-05') // 7"
# The days of a week as bits: one aggregate instead of a DISTINCT before it.
_DAYS = "bit_count(bit_or((1 << ((day - date '1970-01-05') % 7)::integer)::integer))"
_LEARNER_WEEKS = f"select {_WEEK} as week, learner, {_DAYS} as days from events group by all"


@dataclass(frozen=True, slots=True)
class Peer:
    """A statement by hand, and how its rows `(week number, …)` compare with the engine's value or parts."""

    metric: str
    sql: str
    read: Callable[..., tuple[float, ...]] = lambda value: (value,)


def _index(days: int, active: int, clicks: int) -> tuple[float, ...]:
    scores = 100 * (days / active - 0.2) / 0.4, clicks / 4000
    engaged, volume = (min(100.0, max(0.0, score)) for score in scores)
    return ((2 * engaged + volume) / 3,)


PEERS: Mapping[str, Peer] = {
    "simple: sum": Peer(
        "clicks",
        # an answer also says of how many rows a sum is
        f"""select {_WEEK} as week, sum(clicks)::bigint, sum(n)::bigint
            from (select day, sum(clicks)::bigint as clicks, count(clicks) as n from events group by day)
            group by week""",
        lambda clicks, _: (clicks,),
    ),
    "simple: count_distinct": Peer(
        "active", f"select week, count(*) from (select distinct {_WEEK} as week, learner from events) group by week"
    ),
    "ratio": Peer(
        "engaged_share",
        f"select week, count(*) filter (days >= 3), count(*) from ({_LEARNER_WEEKS}) group by week",
        lambda engaged, active: (engaged, active),
    ),
    "derived": Peer(
        "clicks_again",
        f"""select week, count(*), sum(clicks)::bigint
            from (select {_WEEK} as week, learner, sum(clicks) as clicks from events group by all) group by week""",
        lambda active, clicks: (active * clicks,),
    ),
    # 28 days that end with a week are four weeks: each active week begins a stay of four, cut by the next.
    "cumulative: 28 days": Peer(
        "learners_28d",
        f"""with active_weeks as (select distinct {_WEEK} as week, learner from events),
                 stays as (select week, least(coalesce(lead(week) over (partition by learner order by week), week + 4),
                                              week + 4) as until from active_weeks),
                 changes as (select week, count(*) as change from stays group by week
                             union all select until, -count(*) from stays group by until)
            select week, sum(change) over (order by week)
            from (select week, sum(change)::bigint as change from changes group by week)""",
    ),
    "threshold": Peer("engaged", f"select week, count(*) from ({_LEARNER_WEEKS}) where days >= 3 group by week"),
    "lifecycle: resurrected": Peer(
        "resurrected",
        f"""select week, count(*)
            from (select week, lag(week) over (partition by learner order by week) as before
                  from ({_LEARNER_WEEKS}) where days >= 3)
            where before < week - 1 group by week""",
    ),
    "retention: next week": Peer(
        "next_week",
        f"""select weeks[1] as week, count(*) filter (weeks[2] = weeks[1] + 1), count(*)
            from (select min(week, 2) as weeks from (select distinct {_WEEK} as week, learner from events) group by learner)
            group by week""",
        lambda back, cohort: (back, cohort),
    ),
    "retention: days 7–13": Peer(
        "days_7_13",
        f"""with firsts as materialized (select learner, min(day) as first from events group by learner),
                 returned as (select distinct e.learner from events e join firsts f
                              on f.learner = e.learner and e.day >= f.first + 7 and e.day < f.first + 14)
            select {_WEEK.replace("day", "first")} as week, count(r.learner), count(*)
            from firsts left join returned r using (learner) group by week""",
        lambda back, cohort: (back, cohort),
    ),
    "conversion: 7 days": Peer(
        "read_then_quiz",
        f"""with reads as (select {_WEEK} as week, learner, min(day) as first
                           from events where activity = 'oucontent' group by all),
                 quizzes as (select distinct learner, day from events where activity = 'quiz')
            select week, count(*) filter (q.day < r.first + 7), count(*)
            from reads r asof left join quizzes q on q.learner = r.learner and q.day >= r.first group by week""",
        lambda done, tried: (done, tried),
    ),
    "repeat: 7 days": Peer(
        "quiz_again",
        f"""with days as (select learner, day, count(*) as quizzes from events where activity = 'quiz' group by all),
                 followed as (select day, quizzes, lead(day) over (partition by learner order by day) as next from days)
            select {_WEEK} as week, coalesce(sum(quizzes) filter (next < day + 7), 0)::bigint, sum(quizzes)::bigint
            from followed group by week""",
        lambda again, all_: (again, all_),
    ),
    "index": Peer(
        "health",
        f"""select week, count(*) filter (days >= 3), count(*), sum(clicks)::bigint
            from (select {_WEEK} as week, learner, {_DAYS} as days, sum(clicks) as clicks from events group by all)
            group by week""",
        _index,
    ),
}


def main() -> None:
    """Print CPU-seconds over all threads, medians of interleaved runs, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        rows = write_project(Path(folder))
        project = read_project(Path(folder))
        warehouse = open_warehouse(project, Path(folder))
        for source in project.sources.values():
            warehouse.load(source)
        engine = Engine(project, warehouse)
        print(f"{rows:,} events; CPU-seconds, medians of {RUNS} interleaved runs; compile in CPU-milliseconds\n")
        print(f"{'kind':24} {'engine':>8} {'by hand':>8} {'ratio':>6} {'compile':>8}")
        for kind, peer in PEERS.items():
            check(engine, warehouse, kind, peer)
            ours, theirs, compiling = measure(engine, warehouse, peer)
            print(f"{kind:24} {ours:8.3f} {theirs:8.3f} {ours / theirs:6.2f} {compiling * 1000:8.1f}", flush=True)
        print(f"\nbar: ratio {RATIO_BAR}, compile {COMPILE_BAR_MS} ms")
        warehouse.close()


def write_project(folder: Path) -> int:
    """The project's files and its events; how many there are."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    oulad = Path(os.environ.get("BEICHEN_DATA") or CHECKOUT.parent / "shared" / "data") / "oulad"
    with duckdb.connect() as connection:
        events = connection.sql(OULAD.format(oulad) if oulad.is_dir() else MADE_UP)
        events.write_parquet(str(folder / "events.parquet"))
        count: int = connection.read_parquet(str(folder / "events.parquet")).shape[0]
    return count


def check(engine: Engine, warehouse: Warehouse, kind: str, peer: Peer) -> None:
    """Both must answer the same before it counts how fast they do."""
    ours = {}
    for row in engine.answer(Question((peer.metric,)))[0]:
        known = (row.value,) if row.denominator is None else (row.numerator, row.denominator)
        if any(known):
            ours[row.period] = known
    theirs = {_monday(week): peer.read(*numbers) for week, *numbers in warehouse.fetch(peer.sql)}
    for period, numbers in ours.items():
        if any(abs(a - b) > 1e-9 * abs(b) for a, b in zip(numbers, theirs[period], strict=True)):
            raise AssertionError(f"{kind}: {period}: {numbers} is not {theirs[period]}")


def measure(engine: Engine, warehouse: Warehouse, peer: Peer) -> tuple[float, float, float]:
    """CPU-seconds of the engine's answer, of the peer's statement, and of compiling alone."""
    question = Question((peer.metric,))
    taken: list[tuple[float, float, float]] = []
    for _ in range(RUNS):
        ours = cpu_of(lambda: engine.answer(question))
        theirs = cpu_of(lambda: warehouse.fetch(peer.sql))
        taken.append((ours, theirs, cpu_of(lambda: engine.statements(question))))
    ours, theirs, compiling = (median(column) for column in zip(*taken, strict=True))
    return ours, theirs, compiling


def cpu_of(work: Callable[[], Any]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _monday(week: int) -> date:
    return date(1970, 1, 5) + timedelta(weeks=week)


if __name__ == "__main__":
    main()
