"""Files as they are found in the world: formats, compressions, globs, headers, types."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beichen.domain.model import Source
from beichen.errors import SourceError, Where
from beichen.sources.files import check_columns, find_files, fingerprint, folder_of, format_of, read_query

ROWS: list[dict[str, Any]] = [
    {"reader": "ann", "day": "2026-01-05", "minutes": 20},
    {"reader": "bo, jr", "day": "2026-01-06", "minutes": 30},
    {"reader": '中 "文" 😀', "day": "2026-01-07", "minutes": 5},
]
CSV = 'reader,day,minutes\nann,2026-01-05,20\n"bo, jr",2026-01-06,30\n"中 ""文"" 😀",2026-01-07,5\n'
TSV = "reader\tday\tminutes\nann\t2026-01-05\t20\nbo, jr\t2026-01-06\t30\n中 文\t2026-01-07\t5\n"
JSON_LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n"

Put = Callable[[str, str | bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a file below a temporary folder."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def source_of(path: Path | str, **settings: Any) -> Source:
    return Source("visits", "file", str(path), "visits", where=Where("sources/files.yml", 2), **settings)


def read(source: Source) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Columns with their types, and rows."""
    query = read_query(source, find_files(source)).sql("duckdb", identify=True)
    with duckdb.connect() as connection:
        columns = [(row[0], row[1]) for row in connection.execute(f"describe {query}").fetchall()]
        return columns, connection.execute(query).fetchall()


TYPES = [("reader", "VARCHAR"), ("day", "DATE"), ("minutes", "BIGINT")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("v.csv", CSV),
        ("V.CSV", CSV),
        ("v.txt", CSV),
        ("v.csv.gz", gzip.compress(CSV.encode())),
        ("v.txt.gz", gzip.compress(CSV.encode())),
        ("v.csv.zst", pa.compress(CSV.encode(), codec="zstd", asbytes=True)),
        ("v.tsv", TSV),
        ("v.tsv.gz", gzip.compress(TSV.encode())),
        ("semicolons.csv", CSV.replace(",2026", ";2026").replace("-05,", "-05;").replace("-06,", "-06;").replace("-07,", "-07;").replace("reader,day,", "reader;day;")),
        ("bom.csv", b"\xef\xbb\xbf" + CSV.encode()),
        ("windows.csv", CSV.replace("\n", "\r\n")),
        ("blank lines.csv", CSV + "\n\n"),
        ("v.jsonl", JSON_LINES),
        ("v.ndjson", JSON_LINES),
        ("v.json", json.dumps(ROWS)),
        ("v.jsonl.gz", gzip.compress(JSON_LINES.encode())),
        ("v.ndjson.gz", gzip.compress(JSON_LINES.encode())),
        ("v.json.gz", gzip.compress(json.dumps(ROWS).encode())),
    ],
    # by the file's name alone: compressed bytes hold the time, and differ between two workers
    ids=lambda value: value if isinstance(value, str) and value[:2] in ("v.", "V.") else "rows",
)  # fmt: skip
def test_text_of_any_format_is_read_with_its_types(put: Put, name: str, content: str | bytes) -> None:
    source = source_of(put(name, content))
    columns, rows = read(source)

    assert columns == TYPES
    assert [row[2] for row in rows] == [20, 30, 5]
    assert [row[0][:2] for row in rows] == ["an", "bo", "中 "]
    check_columns(source, find_files(source), [column for column, _ in columns])


@pytest.mark.parametrize("name", ["v.parquet", "v.pq"])
def test_parquet_is_read_with_the_types_it_states(tmp_path: Path, name: str) -> None:
    pq.write_table(pa.table({"n": pa.array([1, 2], pa.int8()), "s": ["a", None]}), tmp_path / name)

    assert read(source_of(tmp_path / name)) == ([("n", "TINYINT"), ("s", "VARCHAR")], [(1, "a"), (2, None)])


def test_types_are_guessed_from_the_whole_file(put: Put) -> None:
    """The sniffer of DuckDB looks at the first 20,480 lines unless told otherwise."""
    path = put("long.csv", "n,code\n" + "1,007\n" * 30_000 + "1.5,x\n")

    assert read(source_of(path))[0] == [("n", "DOUBLE"), ("code", "VARCHAR")]


def test_leading_zeros_keep_a_code_a_text(put: Put) -> None:
    assert read(source_of(put("codes.csv", "code\n007\n008\n"))) == ([("code", "VARCHAR")], [("007",), ("008",)])


def test_columns_get_the_types_that_the_source_states(put: Put, tmp_path: Path) -> None:
    stated = (("minutes", "decimal(10, 2)"), ("day", "varchar"))
    for name, content in (("v.csv", CSV), ("v.jsonl", JSON_LINES)):
        columns, rows = read(source_of(put(name, content), columns=stated))
        assert columns == [("reader", "VARCHAR"), ("day", "VARCHAR"), ("minutes", "DECIMAL(10,2)")], name
        assert [str(row[2]) for row in rows] == ["20.00", "30.00", "5.00"]
    pq.write_table(pa.table({"n": [1, 2]}), tmp_path / "v.parquet")
    assert read(source_of(tmp_path / "v.parquet", columns=(("n", "double"),)))[0] == [("n", "DOUBLE")]


@pytest.mark.parametrize("kind", ["dat e", "foo", "varchar; drop table x", "int) as x, (select 1", ""])
def test_type_that_is_none_is_refused(put: Put, kind: str) -> None:
    source = source_of(put("v.csv", CSV), columns=(("minutes", kind),))
    with pytest.raises(SourceError, match=f"source 'visits': '{kind[:3]}") as refused:
        read(source)
    assert refused.value.where == Where("sources/files.yml", 2)


@pytest.mark.parametrize("name", ["v", "v.dat", "v.zip", "v.parquet.gz", "v.xlsx.gz", "v.gz", ".csv.gz"])
def test_file_of_an_unknown_ending_is_refused_with_those_that_are_known(put: Put, name: str) -> None:
    source = source_of(put(name, CSV))
    with pytest.raises(SourceError, match="cannot tell the format of") as refused:
        format_of(source, find_files(source))
    assert refused.value.hint is not None and ".parquet" in refused.value.hint and ".gz" in refused.value.hint


def test_files_of_two_formats_are_refused(put: Put, tmp_path: Path) -> None:
    put("a.csv", CSV)
    put("b.jsonl", JSON_LINES)
    source = source_of(tmp_path / "*")
    with pytest.raises(SourceError, match="source 'visits' mixes csv and json files"):
        read(source)


def test_files_are_found_in_the_order_of_their_paths_and_hidden_ones_are_not(put: Put, tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c/d.csv", ".hidden.csv", "c/.DS_Store"):
        put(name, CSV)

    assert [Path(file.path).name for file in find_files(source_of(tmp_path / "*.csv"))] == ["a.csv", "b.csv"]
    assert [Path(file.path).name for file in find_files(source_of(tmp_path / "**" / "*.csv"))] == [
        "a.csv",
        "b.csv",
        "d.csv",
    ]
    assert [Path(file.path).name for file in find_files(source_of(tmp_path / "c" / "*"))] == ["d.csv"]


def test_path_that_leads_nowhere_is_refused(tmp_path: Path, put: Put) -> None:
    put("folder.csv/x.csv", CSV)
    for pattern in ("nothing.csv", "*.parquet", "folder.csv"):
        with pytest.raises(SourceError, match="no file matches"):
            find_files(source_of(tmp_path / pattern))


@pytest.mark.parametrize(
    "name", ["v[1].csv", "report (1).csv", "it's.csv", "a*b.csv", "q?.csv", "{x}.csv", "中 文 😀.csv", "100%.csv"]
)
def test_file_and_folder_of_any_name_are_read(put: Put, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "[my] *data* 项目"
    put(f"{folder.name}/{name}", CSV)
    put(f"{folder.name}/v1.csv", CSV)

    assert len(read(source_of(folder / name))[1]) == 3
    assert len(read(source_of(folder / "*.csv"))[1]) == 6
    assert folder_of(source_of(folder / "*.csv")) == folder_of(source_of(folder / name)) == folder


def test_folder_of_a_source_is_the_fixed_part_of_its_path() -> None:
    assert folder_of(source_of("/data/plays/*.parquet")) == Path("/data/plays")
    assert folder_of(source_of("/data/*/plays/*.parquet")) == Path("/data")
    assert folder_of(source_of("/data/plays.csv")) == Path("/data")


def test_files_with_different_columns_are_put_side_by_side_by_name(put: Put, tmp_path: Path) -> None:
    put("a.csv", "reader,minutes\nann,20\n")
    put("b.csv", "minutes,reader,device\n30,bo,phone\n")
    columns, rows = read(source_of(tmp_path / "*.csv"))

    assert [name for name, _ in columns] == ["reader", "minutes", "device"]
    assert rows == [("ann", 20, None), ("bo", 30, "phone")]


def test_files_that_disagree_on_a_type_get_the_type_that_holds_both(put: Put, tmp_path: Path) -> None:
    put("a.csv", "n,d\n1,2026-01-05\n")
    put("b.csv", "n,d\n1.5,2026-01-05 10:00:00\n")
    put("c.csv", "n,d\n2,\n")

    assert read(source_of(tmp_path / "*.csv"))[0] == [("n", "DOUBLE"), ("d", "TIMESTAMP")]


def _refuse(source: Source) -> SourceError:
    files = find_files(source)
    with pytest.raises(SourceError) as refused:
        check_columns(source, files, [name for name, _ in read(source)[0]])
    return refused.value


@pytest.mark.parametrize("content", ["", "1,2\n3,4\n", CSV + "ann,2026-01-05,1,2,3,4\n"])
def test_text_without_a_line_of_names_is_refused(put: Put, content: str) -> None:
    """A line with more fields than the header makes the sniffer begin there, and skip all before it."""
    error = _refuse(source_of(put("v.csv", content)))

    assert error.message == "source 'visits': no line with the columns' names was found"
    assert error.where == Where("sources/files.yml", 2)


def test_lines_with_fewer_fields_than_the_header_are_refused(put: Put) -> None:
    error = _refuse(source_of(put("v.csv", "reader,day,minutes\nann,2026-01-05,20\nbo,2026-01-06\n")))

    assert error.message == "source 'visits': the lines have different numbers of fields"
    assert error.hint == "all lines must have as many fields as the first: reader,day,minutes"


def test_type_for_a_column_that_is_not_there_is_refused_with_the_closest(put: Put) -> None:
    source = source_of(put("v.csv", CSV), columns=(("minuts", "integer"),))
    with pytest.raises(SourceError, match="source 'visits' has no column 'minuts'") as refused:
        check_columns(source, find_files(source), ["reader", "day", "minutes"])
    assert refused.value.hint == "did you mean 'minutes'?"


def test_index_column_without_a_name_is_no_missing_header(put: Put) -> None:
    """What pandas writes unless told otherwise."""
    source = source_of(put("v.csv", ",reader,minutes\n0,ann,20\n1,bo,30\n"))
    names = [name for name, _ in read(source)[0]]
    check_columns(source, find_files(source), names)

    assert names == ["column0", "reader", "minutes"]


def test_fingerprint_changes_with_content_files_and_settings_and_not_else(put: Put, tmp_path: Path) -> None:
    path = put("a.csv", CSV)
    source = source_of(tmp_path / "*.csv")
    first = fingerprint(source, find_files(source))
    assert fingerprint(source, find_files(source)) == first

    assert fingerprint(source_of(tmp_path / "*.csv", columns=(("minutes", "double"),)), find_files(source)) != first
    path.write_text(CSV.replace("20", "21"), encoding="utf-8")
    os.utime(path, ns=(1, 1))  # as large as before, at another time
    changed = fingerprint(source, find_files(source))
    put("b.csv", CSV)
    added = fingerprint(source, find_files(source))
    assert len({first, changed, added}) == 3
