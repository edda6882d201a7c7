"""Simulating the demo: events per CPU-second on one core, beside a bare insert of rows with the same columns."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

import duckdb

from beichen.sources.demo import generate, planted_incidents
from beichen.sources.demo.generation import LISTENERS_AT_ONCE, MONTHLY_TABLES
from beichen.sources.demo.statements import Simulation, statement
from beichen.sources.demo.timeline import Timeline

USERS, DAYS, UNTIL, SEED = 20_000, 400, date(2026, 11, 21), 7
RUNS = 3
TARGET = 1_000_000

# Rows with the columns and types of each table, made of nothing but a row number and a hash.
BARE = {
    "plays": """
        select i % 20000 as user_id, make_timestamp(1760000000000000 + i * 9000000) as played_at,
               case when hash(i) % 10 < 6 then 'android' else 'ios' end as device,
               case when hash(i) % 7 < 3 then '5.8' else '5.9' end as app_version,
               case when hash(i) % 3 < 1 then 'pop' else 'folk' end as genre, hash(i) % 5 < 2 as recommended,
               (hash(i) % 280)::int as seconds, hash(i) % 3 > 0 as completed
        from range({rows}) t(i)""",
    "app_starts": """
        select i % 20000 as user_id, make_timestamp(1760000000000000 + i * 9000000) as started_at,
               case when hash(i) % 10 < 6 then 'android' else 'ios' end as device,
               case when hash(i) % 7 < 3 then '5.8' else '5.9' end as app_version,
               (hash(i) % 3000)::int as latency_ms, hash(i) % 400 = 0 as crashed
        from range({rows}) t(i)""",
    "feedback": """
        select i % 20000 as user_id, make_timestamptz(1760000000000000 + i * 9000000) as given_at,
               case when hash(i) % 10 < 6 then 'android' else 'ios' end as device,
               case when hash(i) % 7 < 3 then 'negative' else 'positive' end as sentiment, 'not my taste' as reason
        from range({rows}) t(i)""",
    "playlists": """
        select i % 20000 as user_id, make_timestamp(1760000000000000 + i * 9000000) as created_at,
               case when hash(i) % 10 < 6 then 'android' else 'ios' end as device,
               case when hash(i) % 7 < 3 then 'own' else 'suggested' end as origin, (hash(i) % 30)::int as songs
        from range({rows}) t(i)""",
    "pushes": """
        select i % 20000 as user_id, make_timestamp(1760000000000000 + i * 9000000) as sent_at,
               case when hash(i) % 10 < 6 then 'android' else 'ios' end as device,
               case when hash(i) % 7 < 3 then 'weekly' else 'campaign' end as campaign, hash(i) % 20 = 0 as opened
        from range({rows}) t(i)""",
}


def main() -> None:
    """Print events per CPU-second, medians of one run, side by side."""
    rows = _simulate_into_duckdb()
    events = sum(rows.values())
    measured = {
        "bare insert of the same columns": _measure(lambda: _insert_bare(rows)),
        "simulation into DuckDB": _measure(_simulate_into_duckdb),
        "simulation into Parquet files": _measure(_simulate_into_files),
        "simulation into files, and those into DuckDB": _measure(_simulate_and_load),
    }
    bare = measured["bare insert of the same columns"]
    print(f"{events:,} events of {USERS:,} listeners and {DAYS} days, one thread\n")
    print("| | events per CPU-second | CPU-seconds | against bare |\n| --- | ---: | ---: | ---: |")
    for name, seconds in measured.items():
        print(f"| {name} | {events / seconds:,.0f} | {seconds:.2f} | {seconds / bare:.1f}× |")
    print(f"\nTarget: {TARGET:,} events per CPU-second into DuckDB.")


def _measure(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        before = process_time()
        work()
        taken.append(process_time() - before)
    return median(taken)


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def _insert_bare(rows: dict[str, int]) -> None:
    with _connect() as connection:
        for table, count in rows.items():
            connection.execute(f"create table {table} as {BARE[table].format(rows=0)}")
            connection.execute(f"insert into {table} {BARE[table].format(rows=count)}")


def _simulate_into_duckdb() -> dict[str, int]:
    timeline = Timeline(UNTIL, DAYS)
    simulation = Simulation(timeline, planted_incidents(timeline), USERS, SEED)
    with _connect() as connection:
        simulation.prepare(connection)
        for number, piece in enumerate(simulation.pieces(LISTENERS_AT_ONCE)):
            simulation.live_through(connection, piece)
            for table in MONTHLY_TABLES:
                verb = f"insert into {table}" if number else f"create table {table} as"
                connection.execute(f"{verb} {statement(table)}")
        return {table: _rows_of(connection, table) for table in MONTHLY_TABLES}


def _rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


def _simulate_into_files(then: Callable[[Path], None] | None = None) -> None:
    with tempfile.TemporaryDirectory(prefix="beichen-demo-") as name:
        folder = Path(name) / "data"
        generate(folder, until=UNTIL, seed=SEED, users=USERS, days=DAYS, threads=1)
        if then is not None:
            then(folder)


def _simulate_and_load() -> None:
    _simulate_into_files(_load)


def _load(folder: Path) -> None:
    with _connect() as connection:
        for table in MONTHLY_TABLES:
            connection.execute(f"create table {table} as from '{folder}/{table}/*.parquet'")


if __name__ == "__main__":
    main()
