"""Bad input on the command line: a clear error or a reason, exit code 2, no traceback, one document with --json."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from beichen.faces.cli.main import main

Captured = pytest.CaptureFixture[str]
WriteClub = Callable[..., Path]
HEAD = "reader,day,minutes,device\n"


@pytest.fixture
def refused(capsys: Captured) -> Callable[..., dict[str, Any]]:
    """Ask in vain: the error of a command, the same in both forms."""

    def ask(project: Path, *arguments: str) -> dict[str, Any]:
        assert main([*arguments, "--project", str(project), "--json"]) == 2
        out, _ = capsys.readouterr()
        error: dict[str, Any] = json.loads(out)["error"]
        assert main([*arguments, "--project", str(project)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert error["message"] in err
        assert "Traceback" not in err
        return error

    return ask


@pytest.fixture
def rows(capsys: Captured) -> Callable[..., list[dict[str, Any]]]:
    """The rows of a query that is answered."""

    def ask(project: Path, *arguments: str) -> list[dict[str, Any]]:
        assert main(["query", *arguments, "--project", str(project), "--json"]) == 0
        answer: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
        return answer

    return ask


def test_folder_without_a_project(tmp_path: Path, refused: Any) -> None:
    error = refused(tmp_path, "query", "regulars")

    assert "no beichen.yml" in error["message"]
    assert "beichen init" in error["hint"]


def test_folder_that_does_not_exist(tmp_path: Path, refused: Any) -> None:
    assert "nowhere" in refused(tmp_path / "nowhere", "tree")["message"]


def test_missing_data_file(write_club: WriteClub, refused: Any) -> None:
    error = refused(write_club(changed={"data/visits.csv": None}), "query", "regulars")

    assert "data/visits.csv" in error["message"]
    assert error["where"]["file"] == "sources/files.yml"


def test_metric_over_a_column_that_is_not_there(write_club: WriteClub, refused: Any) -> None:
    csv = "reader,day,minuts,device\nann,2026-01-05,20,phone\n"
    error = refused(write_club(changed={"data/visits.csv": csv}), "query", "minutes")

    assert "no column 'minutes'" in error["message"]
    assert "minuts" in error["hint"]


def test_unknown_metric_dimension_and_column(club: Path, refused: Any) -> None:
    assert refused(club, "query", "regular")["hint"] == "did you mean 'regulars'?"
    assert refused(club, "query", "regulars", "--by", "devise")["hint"] == "did you mean 'device'?"
    assert refused(club, "query", "minutes", "--where", "minuts > 3")["hint"] == "did you mean 'minutes'?"
    assert refused(club, "explain", "regular")["hint"] == "did you mean 'regulars'?"
    assert refused(club, "load", "visit")["hint"] == "did you mean 'visits'?"


def test_time_column_that_holds_no_dates(write_club: WriteClub, refused: Any) -> None:
    csv = HEAD + "ann,2026-01-05,20,phone\nbo,yesterday,30,phone\n"
    error = refused(write_club(changed={"data/visits.csv": csv}), "query", "regulars")

    assert "day" in error["message"]
    assert error["hint"]


def test_value_that_is_not_of_the_declared_type(write_club: WriteClub, refused: Any) -> None:
    sources = "sources:\n  - {name: visits, type: file, path: data/visits.csv, columns: {day: date}}\n"
    csv = HEAD + "ann,2026-01-05,20,phone\nbo,yesterday,30,phone\n"
    error = refused(write_club(changed={"data/visits.csv": csv, "sources/files.yml": sources}), "load")

    assert "yesterday" in error["message"]


def test_table_without_rows_has_no_periods(write_club: WriteClub, rows: Any) -> None:
    sources = (
        "sources:\n"
        "  - {name: visits, type: file, path: data/visits.csv, "
        "columns: {reader: varchar, day: date, minutes: integer, device: varchar}}\n"
    )
    empty = write_club(changed={"data/visits.csv": HEAD, "sources/files.yml": sources})

    assert rows(empty, "regulars") == []


def test_tree_of_a_table_without_rows_says_that_there_is_nothing(write_club: WriteClub, capsys: Captured) -> None:
    sources = (
        "sources:\n"
        "  - {name: visits, type: file, path: data/visits.csv, "
        "columns: {reader: varchar, day: date, minutes: integer, device: varchar}}\n"
    )
    empty = write_club(changed={"data/visits.csv": HEAD, "sources/files.yml": sources})

    assert main(["tree", "--project", str(empty), "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["period"] is None
    assert {node["value"] for node in tree["nodes"]} == {None}
    assert main(["tree", "--project", str(empty)]) == 0
    assert main(["explain", "--project", str(empty)]) == 0


def test_measure_without_any_value_sums_to_a_true_zero_and_has_no_average(write_club: WriteClub, rows: Any) -> None:
    csv = HEAD + "ann,2026-01-05,,phone\nbo,2026-01-11,,phone\n"
    sources = "sources:\n  - {name: visits, type: file, path: data/visits.csv, columns: {minutes: integer}}\n"
    metrics = (
        "metrics:\n"
        "  - {name: total, role: input, owner: mo, type: simple, model: visits, agg: sum, expr: minutes, grain: week}\n"
        "  - {name: mean, role: input, owner: mo, type: simple, model: visits, agg: avg, expr: minutes, grain: week}\n"
    )
    null = write_club(changed={"data/visits.csv": csv, "sources/files.yml": sources, "metrics/null.yml": metrics})

    assert [(row["value"], row["reason"]) for row in rows(null, "total")] == [(0, None)]
    assert [(row["value"], row["reason"]) for row in rows(null, "mean")] == [(None, "no_rows")]


def test_week_without_rows_is_a_zero_and_its_quotient_has_a_reason(write_club: WriteClub, rows: Any) -> None:
    csv = HEAD + "ann,2026-01-05,20,phone\nann,2026-01-19,20,phone\nann,2026-01-25,20,phone\n"
    gap = write_club(changed={"data/visits.csv": csv})

    assert [row["value"] for row in rows(gap, "active")] == [1, 0, 1]
    assert [(row["value"], row["reason"]) for row in rows(gap, "regular_share")] == [
        (0, None),
        (None, "zero_denominator"),
        (1, None),
    ]


def test_dimension_of_ten_thousand_values(write_club: WriteClub, rows: Any, capsys: Captured) -> None:
    lines = [f"reader {number},2026-01-{5 + number % 7:02},{number},device {number}" for number in range(10_000)]
    wide = write_club(changed={"data/visits.csv": HEAD + "\n".join(lines) + "\n"})

    assert len(rows(wide, "minutes", "--by", "device")) == 10_000
    assert main(["explain", "--project", str(wide)]) == 0
    assert len(capsys.readouterr().out.splitlines()) < 60


def test_names_with_spaces_quotes_chinese_and_emoji(write_club: WriteClub, rows: Any, capsys: Captured) -> None:
    metrics = """\
metrics:
  - name: regulars
    role: north_star
    owner: mo
    type: simple
    model: "阅读 'visits'"
    agg: sum
    expr: '"分钟 ""数"" 📚"'
    grain: week
"""
    models = """\
semantic_models:
  - name: "阅读 'visits'"
    table: visits
    time: {column: "日 期", grain: day}
    dimensions:
      - {name: "设备 📱", expr: '"it''s a; device --"', scope: event}
"""
    csv = 'reader,日 期,"分钟 ""数"" 📚",it\'s a; device --\nann,2026-01-05,20,"a ""phone"", 📱"\nbo,2026-01-11,30,\n'
    changed = {"metrics/visits.yml": metrics, "models/visits.yml": models, "data/visits.csv": csv, "tree.yml": None}
    odd = write_club("名 'with' 空格 🎧", changed=changed)

    assert [row["value"] for row in rows(odd, "regulars")] == [50]
    assert [(row["segment"], row["value"]) for row in rows(odd, "regulars", "--by", "设备 📱")] == [
        ({"设备 📱": 'a "phone", 📱'}, 20),
        ({"设备 📱": None}, 30),
    ]
    assert main(["query", "regulars", "--by", "设备 📱", "--project", str(odd)]) == 0
    assert 'a "phone", 📱' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("beichen.yml", "version: 1\nname: Reading Club\npeople: [{id: mo, na"),
        ("metrics/visits.yml", "metrics:\n  - name: regulars\n    type: threshold\n    having: {days: {agg: count_dis"),
        ("tree.yml", "north_star: regulars\ndrivers:\n  regulars:\n    identity: active *"),
        ("models/visits.yml", "semantic_models:\n  - name: visits\n\ttable: visits\n"),
    ],
)
def test_half_written_yaml_is_refused_with_its_file_and_line(
    write_club: WriteClub, refused: Any, file: str, text: str
) -> None:
    error = refused(write_club(changed={file: text}), "check")

    assert error["where"]["file"] == file
    assert error["where"]["line"] >= 1


def test_file_that_is_not_text(club: Path, refused: Any) -> None:
    (club / "tree.yml").write_bytes(b"\x00\xff\xfe binary")

    assert refused(club, "tree")["where"]["file"] == "tree.yml"


@pytest.fixture
def locked(club: Path) -> Iterator[Path]:
    """The project while another process writes to its warehouse."""
    assert main(["load", "--project", str(club)]) == 0
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", hold, str(club / ".beichen" / "warehouse.duckdb")]
    holder = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    yield club
    holder.communicate("")


def test_warehouse_that_another_process_holds(locked: Path, refused: Any) -> None:
    error = refused(locked, "query", "regulars")

    assert "warehouse.duckdb" in error["message"] or "warehouse" in error["message"]
    assert error["hint"]


def test_warehouse_file_that_is_no_database(club: Path, refused: Any) -> None:
    (club / ".beichen").mkdir()
    (club / ".beichen" / "warehouse.duckdb").write_text(
        "not a database, but something that was saved here", encoding="utf-8"
    )

    assert refused(club, "query", "regulars")["hint"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        # Also where CI is set: a container without the right to mount is no fault of the code.
        pytest.skip("only root outside a container may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_loses_nothing_and_says_what_to_do(
    write_club: WriteClub, small_disk: Path, rows: Any, refused: Any, tmp_path: Path
) -> None:
    club = write_club("disk/club")
    before = rows(club, "minutes")
    large = tmp_path / "large.csv"
    visits = "select hash(i) as reader, date '2026-01-05' + (i % 7)::int as day, 1 as minutes, hash(i + 1) as device"
    duckdb.sql(f"{visits} from range(200_000) r(i)").write_csv(str(large))
    sources = club / "sources" / "files.yml"
    small = sources.read_text(encoding="utf-8")
    sources.write_text(small.replace("data/visits.csv", str(large)), encoding="utf-8")

    error = refused(club, "load")

    assert "disk is full" in error["message"]
    assert error["hint"]
    assert small_disk in club.parents
    sources.write_text(small, encoding="utf-8")
    assert rows(club, "minutes") == before


def test_folder_that_may_not_be_written(club: Path, refused: Any) -> None:
    if os.geteuid() == 0:
        (club / ".beichen").write_text("a file where the folder must be", encoding="utf-8")
    else:
        club.chmod(0o555)
    try:
        assert refused(club, "query", "regulars")["message"]
    finally:
        club.chmod(0o755)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", ""], "metric '' is not defined"),
        (["query", "regulars", "--where", ""], "not one expression"),
        (["query", "regulars", "--where", "minutes > 3; drop table visits"], "not one expression"),
        (["query", "regulars", "--from", "2026-02-30"], "--from '2026-02-30' is not a date"),
        (["tree", "--at", "2030-01-07"], "no week that begins on 2030-01-07"),
        (["serve", "--host", "0.0.0.0"], "without an access token"),
        (["serve", "--port", "99999"], "65535"),
        (["schema", "--out", "/dev/null"], "/dev/null"),
        (["demo", "elsewhere", "--template", "blank"], "there is no demo 'blank'"),
        (["demo", "elsewhere", "--users", "0"], "--users"),
        (["init", "elsewhere", "--template", "nope"], "no template 'nope'"),
        (["init", "elsewhere", "--from", "nope.csv"], "nope.csv"),
    ],
)
def test_question_that_cannot_be_answered_as_it_was_asked(
    club: Path, refused: Any, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BEICHEN_TOKEN", raising=False)
    monkeypatch.chdir(club)

    assert said in refused(club, *words)["message"]
    assert not (club / "elsewhere").exists()


def test_port_that_is_taken(club: Path, refused: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert "--port" in refused(club, "serve", "--port", str(port))["hint"]
