from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import pytest
from alembic import command as _  # noqa: F401  (an ordinary user may not be able to read it later)

from beichen.errors import MissingExtra, StateError
from beichen.state.database import connect
from beichen.state.open import open_state

from .build import MONDAY, WAU, computed, define, observe


def test_store_is_made_with_its_folder_and_is_there_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / ".beichen" / "state.sqlite"
    with open_state(path) as state:
        define(state, WAU)
        state.observations.save_slice(computed(WAU), [observe(WAU, MONDAY, 3)])

    with open_state(path) as state:
        assert state.observations.read_slice(WAU) == [observe(WAU, MONDAY, 3)]


def test_path_with_spaces_quotes_question_mark_and_chinese_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "it's 50% 北辰?x=1#y.sqlite"
    open_state(str(path)).close()
    assert path.exists()


def test_file_is_in_write_ahead_mode_and_every_commit_reaches_the_disk(path: Path) -> None:
    open_state(path).close()
    with closing(connect(path, 1)) as database, database.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    full = 2
    assert pragmas == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1}


def test_file_that_left_write_ahead_mode_is_put_back_into_it(path: Path) -> None:
    open_state(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")

    open_state(path).close()

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_store_out_of_write_ahead_mode_is_opened_when_another_process_has_finished_with_it(path: Path) -> None:
    open_state(path).close()
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN IMMEDIATE")
        finish = Timer(0.1, other.rollback)
        finish.start()

        open_state(path, wait_seconds=30).close()

        finish.join()


def test_opening_a_store_at_the_newest_schema_does_not_import_alembic(path: Path) -> None:
    open_state(path).close()
    program = "import sys; from beichen.state.open import open_state; open_state(sys.argv[1]).close(); print('alembic' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_store_of_a_newer_version_is_refused_and_left_as_it_was(address: str) -> None:
    open_state(address).close()
    with closing(connect(address, 1)) as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE beichen_version SET version_num = '9999'")

    with pytest.raises(StateError, match="newer Beichen") as refused:
        open_state(address)

    assert refused.value.hint == "upgrade Beichen: pip install -U beichen"


def test_database_of_another_program_is_refused_and_left_as_it_was(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()

    with pytest.raises(StateError, match="holds tables that are not Beichen's: bookmarks"):
        open_state(path)

    assert path.read_bytes() == before


def test_server_database_may_be_shared_unless_a_table_has_a_name_of_ours(postgres_database: str) -> None:
    import psycopg

    with psycopg.connect(postgres_database) as connection:
        connection.execute("CREATE TABLE bookmarks (url text)")
        connection.execute("CREATE TABLE findings (text text)")
    with pytest.raises(StateError, match="holds tables that are not Beichen's: findings"):
        open_state(postgres_database)
    with psycopg.connect(postgres_database) as connection:
        connection.execute("DROP TABLE findings")

    open_state(postgres_database).close()


def test_file_that_is_no_database_is_refused_and_left_as_it_was(path: Path) -> None:
    path.write_text("name: Lumen Music\n" * 500)

    with pytest.raises(StateError, match="is not a database") as refused:
        open_state(path)

    assert refused.value.hint == "name another file, or move this one away; it was left as it is"
    assert path.read_text() == "name: Lumen Music\n" * 500


def test_damaged_schema_is_told_when_opening_and_the_file_is_left_as_it_was(path: Path) -> None:
    open_state(path).close()
    damaged = _overwrite_from_page(path, 2)

    with pytest.raises(StateError, match="is damaged") as refused:
        open_state(path)

    assert "restore it from a backup" in (refused.value.hint or "")
    assert path.read_bytes() == damaged


def test_damaged_rows_are_told_when_reading_and_the_file_is_left_as_it_was(path: Path) -> None:
    with open_state(path) as state:
        define(state, WAU)
        weeks = [observe(WAU, MONDAY + timedelta(weeks=n), n) for n in range(1000)]
        state.observations.save_slice(computed(WAU), weeks)
    damaged = _overwrite_from_page(path, -3)

    with open_state(path) as state, pytest.raises(StateError, match="is damaged"):
        state.observations.read_slice(WAU)

    assert path.read_bytes() == damaged


def _overwrite_from_page(path: Path, page: int) -> bytes:
    """Spoil the file from a page on, counted from 1, or from the end when negative."""
    whole, size = path.read_bytes(), 4096
    sound = (page - 1) * size if page > 0 else len(whole) + page * size
    damaged = whole[:sound] + b"\xff" * (len(whole) - sound)
    path.write_bytes(damaged)
    return damaged


def test_write_to_a_store_that_another_process_keeps_locked_is_refused_after_the_wait(path: Path) -> None:
    with open_state(path, wait_seconds=0.05) as state, closing(sqlite3.connect(path)) as other:
        define(state, WAU)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StateError, match="is locked by another process") as refused:
            state.observations.save_slice(computed(WAU), [])

        assert refused.value.hint == "let the other process finish or end it, then try again"
        assert state.observations.slices() == []
        other.rollback()
        state.observations.save_slice(computed(WAU), [])


def test_store_that_another_process_has_for_itself_is_not_opened(path: Path) -> None:
    open_state(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StateError, match="is locked by another process"):
            open_state(path, wait_seconds=0.05)


def test_row_that_another_transaction_keeps_locked_on_a_server_is_told(postgres_database: str) -> None:
    import psycopg

    with open_state(postgres_database, wait_seconds=0.05) as state, psycopg.connect(postgres_database) as other:
        define(state, WAU)
        state.observations.save_slice(computed(WAU), [])
        other.execute("SELECT * FROM slices FOR UPDATE")
        with pytest.raises(StateError, match="is locked by another process"):
            state.observations.save_slice(computed(WAU), [])


def test_file_that_cannot_be_written_is_refused() -> None:
    with _shared_folder() as folder:
        path = folder / "state.sqlite"
        open_state(path).close()
        path.chmod(0o444)
        with _as_ordinary_user(), pytest.raises(StateError, match="cannot be written"):
            open_state(path)


@pytest.mark.parametrize("made_before", [True, False])
def test_folder_that_cannot_be_written_is_refused(made_before: bool) -> None:
    with _shared_folder() as folder:
        path = folder / "state.sqlite"
        if made_before:
            open_state(path).close()
            path.chmod(0o666)
        folder.chmod(0o555)
        with _as_ordinary_user(), pytest.raises(StateError, match=r"cannot be (opened|written)") as refused:
            open_state(path)
        assert "writable for this user" in (refused.value.hint or "")
        folder.chmod(0o755)


@contextmanager
def _shared_folder() -> Iterator[Path]:
    """One that every user may enter, which those of pytest are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def _as_ordinary_user() -> Iterator[None]:
    """Nothing is read-only for root."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


def test_folder_in_place_of_a_file_and_missing_parent_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot be opened"):
        open_state(tmp_path)
    with pytest.raises(StateError, match="cannot be made: No such file or directory"):
        open_state(tmp_path / "missing" / "folder" / "state.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "mysql://root@localhost/beichen",
        "postgresql://host:port/beichen",
        "sqlite://",
        "postgresql://localhost",
        "no scheme://x",
    ],
)
def test_address_that_is_no_store_is_refused_with_what_one_looks_like(address: str) -> None:
    with pytest.raises(StateError) as refused:
        open_state(address)
    assert refused.value.hint == "give the path of a SQLite file, or postgresql://user:password@host:port/database"


def test_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(StateError, match="cannot be reached") as refused:
        open_state("postgresql://lin:s3cret@127.0.0.1:1/beichen?connect_timeout=5")
    assert "lin:***@127.0.0.1:1/beichen" in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_database_missing_on_the_server_is_told(postgres_url: str) -> None:
    with pytest.raises(StateError, match='database "nowhere" does not exist'):
        open_state(postgres_url.replace("/postgres", "/nowhere"))


def test_short_scheme_of_postgres_is_understood(postgres_database: str) -> None:
    open_state(postgres_database.replace("postgresql://", "postgres://")).close()


def test_missing_driver_names_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra) as missing:
        open_state("postgresql://localhost/beichen")
    assert missing.value.hint == "pip install 'beichen[postgres]'"
