"""Profiles of files, and what their columns are taken for."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from beichen.errors import SourceError
from beichen.sources.profile import TableProfile, open_samples
from beichen.sources.roles import ColumnRole, entity_name, guess_roles


def profile(path: Path | str) -> TableProfile:
    with open_samples([path]) as samples:
        return samples.tables[0]


def roles(path: Path | str) -> dict[str, str]:
    return {guess.column.name: guess.role.value for guess in guess_roles(profile(path)).guesses}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """600 orders of 40 customers, of whom each lives in one city."""
    duckdb.sql(
        """
        select i as order_id, i % 40 as customer_id, timestamp '2026-03-02 08:00' + to_hours(i * 3) as ordered_at,
               'city ' || (i % 40 % 5) as city, case when i % 3 = 0 then 'web' else 'app' end as device,
               (i * 37 % 100) / 4 as amount, i % 50 = 0 as refunded, 'note ' || i as note, i % 7 * 1.5 as discount_rate
        from range(600) t(i)
        """
    ).write_parquet(str(tmp_path / "orders.parquet"))
    return tmp_path / "orders.parquet"


def test_profile_counts_rows_values_and_gaps(tmp_path: Path) -> None:
    (tmp_path / "seen.csv").write_text(
        "who,day,score\nann,2026-01-01,1\nbob,2026-01-02,\nann,2026-01-03,3\n,2026-01-03,4\n"
    )

    table = profile(tmp_path / "seen.csv")

    assert (table.name, table.format, table.rows) == ("seen", "csv", 4)
    who, day, score = table.columns
    assert (who.type, who.distinct, who.null_share) == ("VARCHAR", 2, 0.25)
    assert (day.type, day.low, day.high) == ("DATE", "2026-01-01", "2026-01-03")
    assert (score.distinct, score.null_share, score.low, score.high) == (3, 0.25, "1", "4")


def test_columns_are_taken_for_what_they_are(shop: Path) -> None:
    assert roles(shop) == {
        "order_id": "key",
        "customer_id": "entity",
        "ordered_at": "time",
        "city": "dimension",
        "device": "dimension",
        "amount": "sum",
        "refunded": "fault",
        "note": "other",
        "discount_rate": "average",
    }


def test_every_guess_has_its_reason(shop: Path) -> None:
    why = {guess.column.name: guess.why.en for guess in guess_roles(profile(shop)).guesses}

    assert why["customer_id"] == "an id by its name, 40 of them with 15.0 rows each"
    assert why["ordered_at"] == "a timestamp from 2026-03-02 08:00:00 to 2026-05-16 05:00:00"
    assert why["amount"] == "numbers from 0.0 to 24.75; by its name they add up"
    assert why["device"] == "2 values"


def test_properties_of_an_entity_are_told_from_those_of_an_event(shop: Path) -> None:
    with open_samples([shop]) as samples:
        constant = samples.constant_columns(samples.tables[0], "customer_id", ["city", "device"])

    assert constant == {"city"}


def test_habit_counts_weeks_by_days_on_which_one_came(tmp_path: Path) -> None:
    days = {"ann": ["05", "06", "08", "12"], "bob": ["05", "07"], "cy": ["14"]}
    rows = [f"{who},2026-10-{day} 10:00:00" for who, came in days.items() for day in came]
    (tmp_path / "visits.csv").write_text("\n".join(["user_id,at", *rows, "ann,2026-10-05 11:00:00"]) + "\n")

    with open_samples([tmp_path / "visits.csv"]) as samples:
        habit = samples.habit(samples.tables[0], "user_id", "at")

    # ann: 3 days and 1 day; bob: 2 days; cy: 1 day.
    assert (habit.entity_weeks, dict(habit.on_days), habit.weeks) == (4, {1: 4, 2: 2, 3: 1}, 2)
    assert habit.share(2) == 0.5


def test_text_that_reads_as_a_moment_is_a_time(tmp_path: Path) -> None:
    rows = [{"user": f"u{i % 9}", "when": f"2026-05-{1 + i % 28:02d}T08:00:00"} for i in range(100)]
    (tmp_path / "log.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in [*rows, {"user": "u1", "when": "unknown"}])
    )

    when = profile(tmp_path / "log.jsonl").column("when")

    assert when is not None
    assert (when.type, when.is_text) == ("TIMESTAMP", True)


def test_numbers_since_1970_are_a_time(tmp_path: Path) -> None:
    rows = "".join(f"u{i % 9},{1_780_000_000_000 + i * 60_000}\n" for i in range(100))
    (tmp_path / "log.csv").write_text("user_id,ts\n" + rows)

    guess = guess_roles(profile(tmp_path / "log.csv")).time

    assert guess is not None
    assert guess.reading is not None
    assert (guess.column.name, guess.reading.of("ts"), guess.why.en) == (
        "ts",
        "make_timestamp(ts * 1000)",
        "milliseconds since 1970, by its name and size",
    )


def test_count_of_visitors_is_added_up_and_not_taken_for_who_visited(tmp_path: Path) -> None:
    (tmp_path / "daily.csv").write_text(
        "day,visitors\n" + "".join(f"2026-05-{1 + i:02d},{100 + i}\n" for i in range(28))
    )

    assert roles(tmp_path / "daily.csv") == {"day": "time", "visitors": "sum"}


def test_list_of_users_has_one_row_each(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text(
        "id,country\n" + "".join(f"{i},{'de' if i % 2 else 'fr'}\n" for i in range(200))
    )

    found = guess_roles(profile(tmp_path / "users.csv"))

    assert found.is_primary
    assert found.entity is not None and entity_name(found.entity.column.name, "users") == "user"


@pytest.mark.parametrize(
    ("column", "table", "entity"),
    [
        ("user_id", "events", "user"),
        ("CustomerID", "orders", "customer"),
        ("id_student", "clicks", "student"),
        ("id", "companies", "company"),
        ("uid", "log", "user"),
        ("用户ID", "订单", "用户"),
        ("用户编号", "订单", "用户"),
        ("订单号", "明细", "订单"),
        ("编号", "学员", "学员"),
    ],
)
def test_entity_is_named_after_its_id(column: str, table: str, entity: str) -> None:
    assert entity_name(column, table) == entity


def test_glob_is_one_table_named_after_its_folder(tmp_path: Path) -> None:
    (tmp_path / "Page Views").mkdir()
    for month in (1, 2):
        (tmp_path / f"Page Views/2026-{month:02d}.csv").write_text(f"user_id,at\nann,2026-{month:02d}-03 10:00:00\n")

    table = profile(str(tmp_path / "Page Views" / "*.csv"))

    assert (table.name, table.rows) == ("page_views", 2)


def test_file_with_brackets_in_its_name_is_itself_and_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "data [1].csv").write_text("user_id,at\nann,2026-01-03 10:00:00\n")

    table = profile(tmp_path / "data [1].csv")

    assert (table.name, table.rows) == ("data_1", 1)
    assert table.path.endswith("data [[]1].csv")


def test_two_files_of_one_name_are_two_tables(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "events.csv").write_text("x\n1\n")

    with open_samples([tmp_path / "a/events.csv", tmp_path / "b/events.csv"]) as samples:
        assert [table.name for table in samples.tables] == ["events", "events_2"]


def test_empty_file_has_columns_and_no_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("user_id,at\n")

    table = profile(tmp_path / "empty.csv")

    assert table.rows == 0
    assert {guess.role for guess in guess_roles(table).guesses} == {ColumnRole.OTHER}


def test_url_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a file on this machine") as refused:
        profile("https://example.com/events.csv")

    assert refused.value.hint is not None
    assert "curl -LO https://example.com/events.csv" in refused.value.hint


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.csv", None, "no file matches"),
        ("odd.xyz", b"1", "cannot tell the format"),
        ("odd.parquet", b"not parquet", "cannot be read"),
    ],
)
def test_unreadable_files_are_refused(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(SourceError, match=said):
        profile(tmp_path / name)
