"""Generating the demo's tables: a few thousand lines of facts about people and days, then one pass of SQL a month."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from beichen.errors import SourceError
from beichen.sources.demo.incidents import Incident, planted_incidents
from beichen.sources.demo.statements import Piece, Simulation, statement, statements_once
from beichen.sources.demo.timeline import Timeline

DEFAULT_USERS = 20_000
DEFAULT_DAYS = 400
MONTHLY_TABLES = ("plays", "app_starts", "feedback", "playlists", "pushes")
LISTENERS_AT_ONCE = 100_000  # bounds the memory that a month takes
CSV_TABLES = ("visits",)  # as the app stores deliver it
INCIDENTS_FILE = "incidents.json"


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What was generated."""

    folder: Path
    first_day: date
    until: date
    users: int
    seed: int
    rows: Mapping[str, int]  # by table
    incidents: tuple[Incident, ...]

    @property
    def events(self) -> int:
        """Rows of all tables but the list of listeners."""
        return sum(count for table, count in self.rows.items() if table != "listeners")


def generate(
    folder: Path,
    *,
    until: date,
    seed: int,
    users: int = DEFAULT_USERS,
    days: int = DEFAULT_DAYS,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> DemoFacts:
    """Write the events of a music app into `folder`, up to and including `until`.

    The large tables have a Parquet file for each month and block of listeners
    (`plays/2026-01-1.parquet`), the others one (`listeners.parquet`, `visits.csv`);
    `incidents.json` is written last and tells what was planted. The same arguments give the same bytes, on any number of threads.

    Args:
        threads: how many months are written at once; None: as many as there are cores.
        progress: called with the share that is done, 0–1.

    Raises:
        SourceError: the folder holds something already or cannot be written, or a size is impossible.
    """
    timeline = Timeline(until, days)
    if users < 1:
        raise SourceError(f"cannot simulate {users} users", hint="ask for at least one")
    _make_folder(folder)
    incidents = planted_incidents(timeline)
    try:
        rows = _write_tables(
            folder, Simulation(timeline, incidents, users, seed), threads or os.cpu_count() or 1, progress or _silent
        )
        facts = DemoFacts(folder, timeline.first_day, until, users, seed, rows, incidents)
        _write_incidents(facts)
    except (OSError, duckdb.IOException) as error:
        raise SourceError(f"cannot write the demo's data to {folder}: {error}", hint="is the disk full?") from error
    return facts


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except OSError as error:
        raise SourceError(f"cannot write to {folder}: {error.strerror or error}") from error
    if taken:
        raise SourceError(f"{folder} is not empty", hint="choose another folder, or remove it first")


def _write_tables(
    folder: Path, simulation: Simulation, threads: int, progress: Callable[[float], None]
) -> dict[str, int]:
    for name in MONTHLY_TABLES:
        (folder / name).mkdir()
    rows = dict.fromkeys(MONTHLY_TABLES, 0)
    # One thread a query: rows and files are then the same however many months are lived through at once.
    with duckdb.connect(config={"threads": 1}) as connection, ThreadPoolExecutor(threads) as pool:
        simulation.prepare(connection)
        for name, query in statements_once().items():
            rows[name] = _copy(connection, query, folder / f"{name}.{'csv' if name in CSV_TABLES else 'parquet'}")
        pieces = simulation.pieces(LISTENERS_AT_ONCE)
        running = [pool.submit(_write_piece, folder, simulation, connection.cursor(), piece) for piece in pieces]
        try:
            for done, piece in enumerate(as_completed(running), start=1):
                for name, count in piece.result().items():
                    rows[name] += count
                progress(done / len(pieces))
        finally:
            pool.shutdown(cancel_futures=True)
    return rows


def _write_piece(
    folder: Path, simulation: Simulation, connection: duckdb.DuckDBPyConnection, piece: Piece
) -> dict[str, int]:
    with connection:
        simulation.live_through(connection, piece)
        file = f"{piece.first_day:%Y-%m}-{piece.block}.parquet"
        return {name: _copy(connection, statement(name), folder / name / file) for name in MONTHLY_TABLES}


def _copy(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> int:
    target = str(file).replace("'", "''")
    options = "format csv, header" if file.suffix == ".csv" else "format parquet, compression zstd"
    found = connection.execute(f"copy ({query}) to '{target}' ({options})").fetchone()
    return int(found[0]) if found else 0


def _write_incidents(facts: DemoFacts) -> None:
    told = {
        "first_day": facts.first_day.isoformat(),
        "until": facts.until.isoformat(),
        "users": facts.users,
        "seed": facts.seed,
        "rows": dict(facts.rows),
        "incidents": [incident.as_dict() for incident in facts.incidents],
    }
    (facts.folder / INCIDENTS_FILE).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _silent(_share: float) -> None:
    return None
