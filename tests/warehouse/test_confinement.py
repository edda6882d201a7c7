"""The connection that serves requests: shut in, limited, and fit for the next question after any error."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beichen.errors import LimitError, StatementError, WarehouseError
from beichen.warehouse.duckdb import DuckDBWarehouse
from beichen.warehouse.port import Limits


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[DuckDBWarehouse]:
    """A warehouse whose sources lie in one folder, beside a secret."""
    for name in ("data/visits.csv", "secret.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("reader\nann\n", encoding="utf-8")
    opened = DuckDBWarehouse(
        tmp_path / "warehouse.duckdb", timezone="Asia/Shanghai", folders=[tmp_path / "data"], memory="60MB"
    )
    yield opened
    opened.close()


def test_sources_folder_is_read_and_the_projects_zone_is_set(warehouse: DuckDBWarehouse, tmp_path: Path) -> None:
    assert warehouse.fetch(f"select * from read_csv('{tmp_path}/data/visits.csv')") == [("ann",)]
    assert warehouse.fetch("select timestamptz '2026-01-04 16:00+00' :: timestamp :: date :: varchar") == [
        ("2026-01-05",)
    ]


OUTSIDE = [
    "select * from read_csv('{folder}/secret.csv')",
    "select * from '{folder}/secret.csv'",
    "select * from read_text('{folder}/secret.csv')",
    "select * from read_blob('{folder}/secret.csv')",
    "select * from read_csv('{folder}/data/../secret.csv')",
    "select * from read_text('/etc/passwd')",
    "select * from glob('{folder}/*')",
    "select * from sniff_csv('{folder}/secret.csv')",
    "select * from read_csv('http://127.0.0.1:9/x.csv')",
    "select * from read_parquet('s3://bucket/x.parquet')",
    "copy (select 1) to '{folder}/stolen.csv'",
    "export database '{folder}/stolen'",
    "attach '{folder}/stolen.duckdb'",
    "attach 'http://127.0.0.1:9/x.duckdb'",
    "install httpfs",
    "load httpfs",
    "load '{folder}/evil.duckdb_extension'",
    "install httpfs from 'http://127.0.0.1:9'",
    "create secret (type s3)",
    "select getenv('HOME')",
]


@pytest.mark.parametrize("statement", OUTSIDE)
def test_nothing_outside_the_sources_folders_is_reached(
    warehouse: DuckDBWarehouse, tmp_path: Path, statement: str
) -> None:
    with pytest.raises(StatementError):
        warehouse.fetch(statement.format(folder=tmp_path))

    assert warehouse.fetch("select 1") == [(1,)]
    assert sorted(path.name for path in tmp_path.iterdir() if "warehouse" not in path.name) == ["data", "secret.csv"]


SETTINGS = [
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset lock_configuration",
    "set allowed_directories = ['/']",
    "set allowed_paths = ['/etc/passwd']",
    "set memory_limit = '100GB'",
    "pragma memory_limit = '100GB'",
    "set global threads = 64",
    "set temp_directory = '/'",
    "set TimeZone = 'UTC'",
    "set allow_unsigned_extensions = true",
    "set autoload_known_extensions = true",
    "set custom_extension_repository = 'http://127.0.0.1:9'",
    "set max_expression_depth = 1000000",
]


@pytest.mark.parametrize("statement", SETTINGS)
def test_no_setting_can_be_changed(warehouse: DuckDBWarehouse, statement: str) -> None:
    with pytest.raises(StatementError):
        warehouse.fetch(statement)


def test_link_inside_a_sources_folder_that_leads_out_is_not_followed(
    warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    (tmp_path / "data/link.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(StatementError, match="Cannot access file"):
        warehouse.fetch(f"select * from read_csv('{tmp_path}/data/link.csv')")


def test_question_that_needs_more_memory_than_there_is_ends_with_a_limit(warehouse: DuckDBWarehouse) -> None:
    with pytest.raises(LimitError) as refused:
        warehouse.fetch("select string_agg(x::varchar) from range(50_000_000) t(x)")

    assert refused.value.message == "the question needs more memory than is allowed"
    assert refused.value.hint == "ask for fewer periods or dimensions"
    assert warehouse.fetch("select count(*) from range(1_000_000)") == [(1_000_000,)]


def test_question_that_takes_too_long_is_stopped(warehouse: DuckDBWarehouse) -> None:
    began = time.monotonic()
    with pytest.raises(LimitError, match=r"took longer than 0\.2 seconds"):
        warehouse.fetch("select count(*) from range(1_000_000) a, range(1_000_000) b", Limits(seconds=0.2))

    assert time.monotonic() - began < 30
    assert warehouse.fetch("select 1", Limits(seconds=60)) == [(1,)]


def test_rows_beyond_the_limit_are_refused_and_the_limit_itself_is_not(warehouse: DuckDBWarehouse) -> None:
    with pytest.raises(LimitError, match="the answer has more than 1,000 rows"):
        warehouse.fetch("from range(1_001)", Limits(rows=1_000))

    assert len(warehouse.fetch("from range(1_000)", Limits(rows=1_000))) == 1_000


def test_timer_of_a_question_that_was_quick_does_not_end_the_next(warehouse: DuckDBWarehouse) -> None:
    warehouse.fetch("select 1", Limits(seconds=0.05))

    assert warehouse.fetch("select count(*) from range(300_000_000)") == [(300_000_000,)]


def test_statement_that_is_refused_is_told_from_a_warehouse_that_fails(warehouse: DuckDBWarehouse) -> None:
    for statement in (
        "select nothing",
        "selec 1",
        "select 'a'::int",
        "select 1::tinyint + 127::tinyint",
        "select foo(1)",
    ):
        with pytest.raises(StatementError) as refused:
            warehouse.fetch(statement)
        assert "LINE 1" not in refused.value.message
        assert "Candidate" not in refused.value.message


def test_database_that_another_process_has_open_is_told_with_its_number(tmp_path: Path) -> None:
    """In a folder whose name has the word in it by which DuckDB's message was once recognised."""
    path = tmp_path / "o'clock lock" / "warehouse.duckdb"
    hold = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    path.parent.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(WarehouseError) as refused:
            DuckDBWarehouse(path, timezone="UTC")
        assert (
            refused.value.message == f"the warehouse warehouse.duckdb is open in another process (process {holder.pid})"
        )
        assert refused.value.hint == "stop that `beichen serve` or wait for the other command to end"
        holder.stdin.close()
        holder.wait(timeout=30)
    DuckDBWarehouse(path, timezone="UTC").close()


def _garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1_000)


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6_000])


def _overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4_096:12_288] = bytes(8_192)
    path.write_bytes(content)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_garbage, _cut_short, _overwritten, _folder])
@pytest.mark.parametrize("name", ["warehouse.duckdb", "lock.duckdb"])
def test_damaged_database_is_told_with_the_way_to_rebuild_it(tmp_path: Path, spoil: object, name: str) -> None:
    path = tmp_path / name
    warehouse = DuckDBWarehouse(path, timezone="UTC")
    warehouse.stage("numbers", "select 1")
    warehouse.close()
    assert callable(spoil)
    spoil(path)
    with pytest.raises(WarehouseError) as refused:
        DuckDBWarehouse(path, timezone="UTC")

    assert name in refused.value.message
    assert "another process" not in refused.value.message
    assert refused.value.hint is not None
    assert "remove .beichen/warehouse.duckdb and run `beichen load`" in refused.value.hint


def test_block_that_is_damaged_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    warehouse = DuckDBWarehouse(path, timezone="UTC")
    with warehouse._lock:
        warehouse._connection.execute(
            "create table numbers as select range n, hash(range)::varchar s from range(200_000)"
        )
    warehouse.close()
    content = bytearray(path.read_bytes())
    for position in range(500_000, len(content) - 500_000, 50_000):
        content[position] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(WarehouseError) as refused:
        damaged = DuckDBWarehouse(path, timezone="UTC")
        damaged.fetch("select sum(n), max(s) from numbers")

    assert not isinstance(refused.value, StatementError)
    assert "orrupt" in refused.value.message
    assert refused.value.hint is not None and "everything in it can be rebuilt" in refused.value.hint
