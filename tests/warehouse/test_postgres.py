"""PostgreSQL as the warehouse: loads, limits and errors as of the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beichen.domain.model import Source
from beichen.errors import LimitError, SourceError, StatementError, WarehouseError, Where
from beichen.warehouse.port import Limits
from beichen.warehouse.postgres import PostgresWarehouse

CSV = 'Reader,日 期,"min""utes"\nann,2026-01-05,20\n中 文 😀,2026-01-06,\n,2026-01-07,5\n'


@pytest.fixture
def warehouse(postgres_database: str) -> Iterator[PostgresWarehouse]:
    opened = PostgresWarehouse(postgres_database, timezone="Asia/Shanghai")
    yield opened
    opened.close()


@pytest.fixture
def visits(tmp_path: Path) -> Source:
    path = tmp_path / "visits.csv"
    path.write_text(CSV, encoding="utf-8")
    return Source("visits", "file", str(path), "Visits 表", where=Where("sources/files.yml", 2))


def test_source_is_copied_with_its_names_and_types(warehouse: PostgresWarehouse, visits: Source) -> None:
    report = warehouse.load(visits)

    assert (report.action, report.rows) == ("loaded", 3)
    assert [(column.name, column.type) for column in report.columns] == [
        ("reader", "text"),
        ("日 期", "date"),
        ('min"utes', "int8"),
    ]
    assert warehouse.fetch('select * from "visits 表" order by 2') == [
        ("ann", date(2026, 1, 5), 20),
        ("中 文 😀", date(2026, 1, 6), None),
        (None, date(2026, 1, 7), 5),
    ]
    assert warehouse.has_table('"visits 表"')
    assert not warehouse.has_table("nothing")


def test_files_that_have_not_changed_are_left_alone(warehouse: PostgresWarehouse, visits: Source) -> None:
    assert warehouse.loaded_version(visits) is None
    assert warehouse.is_stale(visits)
    warehouse.load(visits)

    assert warehouse.load(visits).action == "unchanged"
    assert warehouse.load(visits, full=True).action == "loaded"
    assert not warehouse.is_stale(visits)
    Path(visits.path).write_text(CSV + "bo,2026-01-08,1\n", encoding="utf-8")
    assert warehouse.is_stale(visits)
    assert warehouse.load(visits).rows == 4


def test_values_of_every_type_arrive_as_they_were(warehouse: PostgresWarehouse, tmp_path: Path) -> None:
    row = {
        "small": pa.array([1], pa.int8()),
        "large": pa.array([2**64 - 1], pa.uint64()),
        "money": pa.array([Decimal("-0.10")], pa.decimal128(18, 2)),
        "real": pa.array([0.1]),
        "truth": pa.array([True]),
        "text": pa.array(["\\N"]),  # how a null is written
        "empty": pa.array([""]),
        "nothing": pa.array([None], pa.string()),
        "local": pa.array([datetime(2026, 1, 5, 10, 30)]),
        "instant": pa.array([datetime(2026, 1, 4, 16, tzinfo=UTC)]),
        "list": pa.array([["a", "b"]]),
    }
    pq.write_table(pa.table(row), tmp_path / "all.parquet")
    warehouse.load(Source("all", "file", str(tmp_path / "all.parquet"), "everything"))
    ((*plain, instant, listed),) = warehouse.fetch("select * from everything")

    assert plain == [1, 2**64 - 1, Decimal("-0.10"), 0.1, True, "\\N", "", None, datetime(2026, 1, 5, 10, 30)]
    assert instant == datetime(2026, 1, 4, 16, tzinfo=UTC)
    assert listed == "[a, b]"


def test_load_that_fails_leaves_what_was_loaded(warehouse: PostgresWarehouse, visits: Source) -> None:
    warehouse.load(visits)
    Path(visits.path).write_text("reader,n\nann,1\nbo\n", encoding="utf-8")
    with pytest.raises(SourceError, match="different numbers of fields"):
        warehouse.load(visits)

    assert warehouse.fetch('select count(*) from "visits 表"') == [(3,)]


def test_type_for_an_unknown_column_is_told(warehouse: PostgresWarehouse, visits: Source) -> None:
    with pytest.raises(SourceError) as refused:
        warehouse.load(replace(visits, columns=(("readr", "varchar"),)))

    assert refused.value.message == "source 'visits' has no column 'readr'"
    assert refused.value.hint == "did you mean 'Reader'?"


def test_limits_end_a_question_and_the_next_is_answered(warehouse: PostgresWarehouse) -> None:
    with pytest.raises(LimitError, match="took longer than it may"):
        warehouse.fetch("select pg_sleep(30)", Limits(seconds=0.1))
    with pytest.raises(LimitError, match="the answer has more than 10 rows"):
        warehouse.fetch("select generate_series(1, 11)", Limits(rows=10))

    assert len(warehouse.fetch("select generate_series(1, 10)", Limits(rows=10, seconds=60))) == 10


def test_questions_change_nothing(warehouse: PostgresWarehouse, visits: Source) -> None:
    warehouse.load(visits)
    for statement in ('drop table "visits 表"', 'delete from "visits 表"', "create table stolen (n int)", "selec 1"):
        with pytest.raises(StatementError):
            warehouse.fetch(statement)

    assert warehouse.fetch('select count(*) from "visits 表"') == [(3,)]


def test_server_that_cannot_be_reached_is_told() -> None:
    with pytest.raises(WarehouseError, match="cannot reach PostgreSQL") as refused:
        PostgresWarehouse("postgresql://nobody@127.0.0.1:9/nothing", timezone="UTC")
    assert refused.value.hint == "check `warehouse:` and that the server runs"


def test_connection_that_is_lost_is_told(postgres_database: str) -> None:
    warehouse = PostgresWarehouse(postgres_database, timezone="UTC")
    with psycopg.connect(postgres_database, autocommit=True) as other:
        other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()"
        )
    with pytest.raises(WarehouseError, match="PostgreSQL: ") as refused:
        warehouse.fetch("select 1")

    assert not isinstance(refused.value, StatementError)
    warehouse.close()


def test_temporary_tables_are_kept_and_dropped(warehouse: PostgresWarehouse) -> None:
    warehouse.stage("staged Visits", "select 1 as n")
    assert warehouse.fetch('select n from "staged visits"') == [(1,)]

    warehouse.unstage(["staged Visits"])
    assert not warehouse.has_table('"staged visits"')
