"""Loads: what is new is appended, what changed is read again, and a load is whole or was not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beichen.domain.model import Load, Source
from beichen.errors import SourceError, Where
from beichen.sources.files import find_files, folders_of
from beichen.warehouse.duckdb import DuckDBWarehouse

HEADER = "reader,minutes\n"

OpenWarehouse = Callable[[], DuckDBWarehouse]


@pytest.fixture
def open_warehouse(tmp_path: Path) -> Iterator[OpenWarehouse]:
    """Open the warehouse of this test, again and again."""
    opened: list[DuckDBWarehouse] = []

    def open_again() -> DuckDBWarehouse:
        while opened:
            opened.pop().close()
        opened.append(DuckDBWarehouse(tmp_path / "warehouse.duckdb", timezone="UTC", folders=[tmp_path / "data"]))
        return opened[-1]

    (tmp_path / "data").mkdir()
    yield open_again
    opened.pop().close()


@pytest.fixture
def warehouse(open_warehouse: OpenWarehouse) -> DuckDBWarehouse:
    return open_warehouse()


@pytest.fixture
def visits(tmp_path: Path) -> Source:
    """All Parquet files of the folder, copied."""
    return Source("visits", "file", str(tmp_path / "data" / "*.parquet"), "visits", where=Where("sources/files.yml", 2))


def put(folder: Path, name: str, **columns: Any) -> None:
    pq.write_table(pa.table(columns), folder / "data" / name)


def load(warehouse: DuckDBWarehouse, source: Source, *, full: bool = False) -> tuple[str, int | None]:
    report = warehouse.load(source, full=full)
    return report.action, report.rows


def content(warehouse: DuckDBWarehouse) -> list[tuple[Any, ...]]:
    return warehouse.fetch("select * from visits order by all")


def test_load_reports_what_it_did_and_the_columns_with_their_types(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])

    assert warehouse.load(visits).as_dict() == {
        "source": "visits",
        "table": "visits",
        "action": "loaded",
        "rows": 1,
        "columns": [{"name": "reader", "type": "VARCHAR"}, {"name": "minutes", "type": "BIGINT"}],
    }


def test_files_that_have_not_changed_are_left_alone_also_by_another_process(
    open_warehouse: OpenWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    assert load(open_warehouse(), visits) == ("loaded", 1)

    assert load(open_warehouse(), visits) == ("unchanged", 1)
    assert load(open_warehouse(), visits, full=True) == ("loaded", 1)
    assert not open_warehouse().is_stale(visits)


def test_file_added_later_is_appended(warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, visits)
    put(tmp_path, "b.parquet", minutes=[30], reader=["bo"])  # columns are met by name
    assert warehouse.is_stale(visits)

    assert load(warehouse, visits) == ("appended", 2)
    assert content(warehouse) == [("ann", 20), ("bo", 30)]
    assert load(warehouse, visits) == ("unchanged", 2)


def test_file_removed_or_changed_later_makes_all_be_read_again(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    put(tmp_path, "b.parquet", reader=["bo"], minutes=[30])
    load(warehouse, visits)
    (tmp_path / "data/b.parquet").unlink()
    assert load(warehouse, visits) == ("loaded", 1)

    put(tmp_path, "a.parquet", reader=["ann"], minutes=[21])
    os.utime(tmp_path / "data/a.parquet", ns=(1, 1))
    put(tmp_path, "c.parquet", reader=["cy"], minutes=[15])
    assert load(warehouse, visits) == ("loaded", 2)
    assert content(warehouse) == [("ann", 21), ("cy", 15)]


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ({"reader": ["bo"], "minutes": [30.6]}, [("ann", 20.0), ("bo", 30.6)]),
        ({"reader": ["bo"], "minutes": ["long"]}, [("ann", "20"), ("bo", "long")]),
        ({"reader": ["bo"], "minutes": [30], "device": ["phone"]}, [("ann", 20, None), ("bo", 30, "phone")]),
    ],
)
def test_file_that_does_not_fit_the_table_makes_all_be_read_again_and_nothing_is_rounded_or_cut(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path, added: dict[str, Any], expected: list[Any]
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, visits)
    put(tmp_path, "b.parquet", **added)

    assert load(warehouse, visits) == ("loaded", 2)
    assert content(warehouse) == expected


def test_file_that_lacks_a_column_is_appended_with_nulls(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, visits)
    put(tmp_path, "b.parquet", reader=["bo"])

    assert load(warehouse, visits) == ("appended", 2)
    assert content(warehouse) == [("ann", 20), ("bo", None)]


def test_text_added_later_makes_all_be_read_again_since_its_types_are_guessed_together(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    source = replace(visits, path=str(tmp_path / "data" / "*.csv"))
    (tmp_path / "data/a.csv").write_text(HEADER + "ann,20\n", encoding="utf-8")
    load(warehouse, source)
    (tmp_path / "data/b.csv").write_text(HEADER + "bo,30.5\n", encoding="utf-8")

    assert load(warehouse, source) == ("loaded", 2)
    assert content(warehouse) == [("ann", 20.0), ("bo", 30.5)]


def test_changed_settings_make_all_be_read_again(warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, visits)
    typed = replace(visits, columns=(("minutes", "double"),))
    assert warehouse.loaded_version(typed) is None

    assert load(warehouse, typed) == ("loaded", 1)
    assert warehouse.describe("select * from visits")[1].type == "DOUBLE"


def test_view_reads_the_files_where_they_lie(warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path) -> None:
    view = replace(visits, load=Load.VIEW)
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, view)
    version = warehouse.loaded_version(view)
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[21])
    os.utime(tmp_path / "data/a.parquet", ns=(1, 1))

    assert content(warehouse) == [("ann", 21)]
    assert warehouse.loaded_version(view) != version
    assert warehouse.is_stale(view)


def test_source_changes_between_copy_and_view_and_the_case_of_its_table(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    for kind, table in [(Load.COPY, "visits"), (Load.VIEW, "Visits"), (Load.COPY, "VISITS"), (Load.VIEW, "visits")]:
        assert load(warehouse, replace(visits, load=kind, table=table)) == ("loaded", 1)
        assert content(warehouse) == [("ann", 20)]


def test_workbook_is_copied_also_where_a_view_is_asked_for(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    for row in (["reader", "day"], ["ann", date(2026, 1, 5)]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "data/a.xlsx")
    source = replace(visits, path=str(tmp_path / "data/a.xlsx"), load=Load.VIEW)

    assert load(warehouse, source) == ("loaded", 1)
    assert load(warehouse, source) == ("unchanged", 1)
    assert content(warehouse) == [("ann", date(2026, 1, 5))]


BROKEN = {
    "broken.parquet": (b"PAR1xxxxxxxxPAR1", "Footer length error"),
    "empty.parquet": (b"", "too small to be a Parquet file"),
    "broken.jsonl": (b'{"reader": "ann"}\n{bad\n', "Malformed JSON"),
    "broken.csv.gz": (b"not compressed", "not a GZIP stream"),
    "gbk.csv": ("reader,分钟\n安,1\n".encode("gbk"), "not utf-8"),
    "binary.csv": (b"\x00\xff\xfe\x01" * 1000, "not utf-8"),
    "ragged.csv": (b"reader,minutes\nann,20\nbo\n", "different numbers of fields"),
    "broken.xlsx": (b"PK", "not a readable workbook"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_file_that_cannot_be_read_is_refused_and_what_was_loaded_stays(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path, name: str
) -> None:
    put(tmp_path, "good.parquet", reader=["ann"], minutes=[20])
    good = replace(visits, path=str(tmp_path / "data/good.parquet"))
    load(warehouse, good)
    content_, said = BROKEN[name]
    (tmp_path / "data" / name).write_bytes(content_)
    source = replace(visits, path=str(tmp_path / "data" / name))
    with pytest.raises(SourceError, match=said) as refused:
        warehouse.load(source)

    assert refused.value.message.startswith("source 'visits': ")
    assert refused.value.where == Where("sources/files.yml", 2)
    assert content(warehouse) == [("ann", 20)]
    assert load(warehouse, good) == ("unchanged", 1)


def test_file_that_cannot_be_read_beside_others_is_refused_and_appended_once_it_is_mended(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "a.parquet", reader=["ann"], minutes=[20])
    load(warehouse, visits)
    (tmp_path / "data/b.parquet").write_bytes(b"half written")
    with pytest.raises(SourceError):
        warehouse.load(visits)
    put(tmp_path, "b.parquet", reader=["bo"], minutes=[30])

    assert load(warehouse, visits) == ("appended", 2)


def test_type_for_an_unknown_column_is_told_for_every_format(
    warehouse: DuckDBWarehouse, visits: Source, tmp_path: Path
) -> None:
    put(tmp_path, "v.parquet", reader=["ann"], minutes=[20])
    (tmp_path / "data/v.csv").write_text(HEADER + "ann,20\n", encoding="utf-8")
    (tmp_path / "data/v.jsonl").write_text('{"reader": "ann", "minutes": 20}\n', encoding="utf-8")
    for name in ("v.parquet", "v.csv", "v.jsonl"):
        for kind in Load:
            path = str(tmp_path / "data" / name)
            source = replace(visits, path=path, load=kind, columns=(("minuts", "integer"),))
            with pytest.raises(SourceError) as refused:
                warehouse.load(source)
            assert refused.value.message == "source 'visits' has no column 'minuts'"
            assert refused.value.hint == "did you mean 'minutes'?"


@pytest.mark.parametrize(
    "pattern", ["data/linked/*.parquet", "data/**/*.parquet", "data/file.parquet", "data/*.parquet"]
)
def test_linked_folders_and_files_are_read(visits: Source, tmp_path: Path, pattern: str) -> None:
    """As stores of large files beside git keep them."""
    elsewhere = tmp_path / "elsewhere"
    for folder in (elsewhere, tmp_path / "data"):
        folder.mkdir()
    pq.write_table(pa.table({"reader": ["ann"], "minutes": [20]}), elsewhere / "a.parquet")
    (tmp_path / "data/linked").symlink_to(elsewhere)
    (tmp_path / "data/file.parquet").symlink_to(elsewhere / "a.parquet")
    source = replace(visits, path=str(tmp_path / pattern))
    warehouse = DuckDBWarehouse(None, timezone="UTC", folders=sorted(folders_of(source)))

    assert load(warehouse, source) == ("loaded", len(find_files(source)))
    warehouse.close()
