"""The simulator as a program: the same bytes for the same seed, any size, nothing outside its days, nothing overwritten."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from beichen.errors import SourceError
from beichen.sources.demo import DemoFacts, generate

from .conftest import UNTIL, Lumen


def fingerprints(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def small(folder: Path, *, seed: int = 3, users: int = 1500, threads: int | None = None) -> DemoFacts:
    return generate(folder, until=UNTIL, seed=seed, users=users, days=75, threads=threads)


def test_same_seed_gives_the_same_bytes_on_one_thread_and_on_three(tmp_path: Path) -> None:
    small(tmp_path / "one", threads=1)
    small(tmp_path / "three", threads=3)

    assert fingerprints(tmp_path / "one") == fingerprints(tmp_path / "three")
    assert "plays/2026-11-1.parquet" in fingerprints(tmp_path / "one")


def test_other_seed_gives_other_events_of_the_same_kind(tmp_path: Path) -> None:
    first = small(tmp_path / "first", seed=3)
    second = small(tmp_path / "second", seed=4)

    assert (
        fingerprints(tmp_path / "first")["listeners.parquet"] != fingerprints(tmp_path / "second")["listeners.parquet"]
    )
    assert first.rows["plays"] == pytest.approx(second.rows["plays"], rel=0.2)


def test_listeners_in_several_blocks_are_all_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = small(tmp_path / "whole")
    monkeypatch.setattr("beichen.sources.demo.generation.LISTENERS_AT_ONCE", 400)
    pieces = small(tmp_path / "pieces")

    assert pieces.rows == whole.rows
    assert (tmp_path / "pieces/plays/2026-11-4.parquet").exists()
    difference = "select count(*) from (from '{0}' except all from '{1}')"
    paths = (f"{tmp_path}/whole/plays/*.parquet", f"{tmp_path}/pieces/plays/*.parquet")
    assert duckdb.sql(difference.format(*paths)).fetchall() == [(0,)]


def test_events_grow_with_users(tmp_path: Path) -> None:
    few = small(tmp_path / "few", users=1000)
    many = small(tmp_path / "many", users=4000)

    assert many.events / few.events == pytest.approx(4, rel=0.15)


def test_no_event_lies_before_the_first_day_or_after_the_last(lumen: Lumen) -> None:
    times = {
        "plays": "played_at",
        "app_starts": "started_at",
        "feedback": "given_at",
        "pushes": "sent_at",
        "payments": "paid_at",
    }
    for table, column in times.items():
        ((first, last),) = lumen.rows(f"select min({column})::date, max({column})::date from {table}")
        assert lumen.facts.first_day <= first <= lumen.facts.first_day + timedelta(days=6), table
        assert last == UNTIL, table
    assert lumen.facts.first_day == UNTIL - timedelta(days=399)


def test_nobody_plays_before_they_signed_up(lumen: Lumen) -> None:
    query = "select count(*) from {0} join listeners using (user_id) where {1} < signed_up_at"

    for table, column in {
        "plays": "played_at",
        "app_starts": "started_at",
        "playlists": "created_at",
        "pushes": "sent_at",
    }.items():
        assert lumen.value(query.format(table, column)) == 0, table


def test_feedback_carries_its_zone_and_the_other_times_are_local(lumen: Lumen) -> None:
    types = dict(
        lumen.rows(
            "select column_name, column_type from (describe feedback) union all select column_name, column_type from (describe plays)"
        )
    )

    assert types["given_at"] == "TIMESTAMP WITH TIME ZONE"
    assert types["played_at"] == "TIMESTAMP"
    # A listener speaks while the app is open: the nearest start is minutes away, not hours.
    query = """
        select quantile_cont(epoch(f.given_at::timestamp - s.started_at), 0.99)
        from feedback f asof join app_starts s on s.user_id = f.user_id and s.started_at <= f.given_at::timestamp
    """
    assert lumen.value(query) < 3600


def test_a_listener_has_one_row_and_one_channel(lumen: Lumen) -> None:
    assert lumen.rows("select count(*), count(distinct user_id), count(channel) from listeners") == [
        (20_000, 20_000, 20_000)
    ]


def test_monday_generation_takes_the_week_that_closed_the_day_before(tmp_path: Path) -> None:
    facts = generate(tmp_path / "data", until=date(2026, 11, 22), seed=1, users=200, days=40)

    crash = next(incident for incident in facts.incidents if incident.name == "android_crashes")
    assert (crash.first_day, crash.last_day) == (date(2026, 11, 13), date(2026, 11, 21))


def test_folder_with_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("a\n1\n")

    with pytest.raises(SourceError, match="is not empty") as refused:
        small(tmp_path)

    assert refused.value.hint == "choose another folder, or remove it first"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize(("users", "days"), [(0, 400), (100, 5), (100, 100_000)])
def test_impossible_sizes_are_refused(tmp_path: Path, users: int, days: int) -> None:
    with pytest.raises(SourceError, match="cannot simulate"):
        generate(tmp_path / "data", until=UNTIL, seed=1, users=users, days=days)


def test_folder_whose_name_has_quotes_and_chinese_is_written(tmp_path: Path) -> None:
    facts = generate(tmp_path / "it's 数据 🎵", until=UNTIL, seed=1, users=100, days=30)

    listeners = duckdb.read_parquet(f"{facts.folder}/listeners.parquet")
    assert listeners.count("*").fetchall() == [(100,)]


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    generate(tmp_path / "data", until=UNTIL, seed=1, users=100, days=40, progress=shares.append)

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
