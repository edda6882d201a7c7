from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from beichen.state import upgrade
from beichen.state.database import connect
from beichen.state.open import open_state
from beichen.state.tables import VERSION_TABLE, metadata

from .sample import expect_sample, save_sample

SCHEMAS = Path(__file__).with_name("schemas")
REVISIONS = [s.revision for s in ScriptDirectory.from_config(upgrade.alembic_config()).walk_revisions()]


def test_newest_migration_is_the_one_that_the_code_expects() -> None:
    assert REVISIONS[0] == upgrade.HEAD


def test_every_schema_is_frozen_in_both_dialects() -> None:
    """One that is missing is written by `python -m tests.state.freeze_schema`."""
    assert sorted(p.name for p in SCHEMAS.iterdir()) == sorted(
        f"{revision}.{dialect}.sql" for revision in REVISIONS for dialect in ("sqlite", "postgres")
    )


@pytest.mark.parametrize("revision", REVISIONS)
def test_store_of_every_released_schema_is_upgraded_and_read(revision: str, address: str) -> None:
    _load_frozen(revision, address)

    with open_state(address) as state:
        expect_sample(state, revision=revision)
        save_sample(state)
        expect_sample(state)


def _load_frozen(revision: str, address: str) -> None:
    if address.startswith("postgresql://"):
        with psycopg.connect(address) as connection:
            connection.execute((SCHEMAS / f"{revision}.postgres.sql").read_text(encoding="utf-8"))
    else:
        with closing(sqlite3.connect(address)) as connection:
            connection.executescript((SCHEMAS / f"{revision}.sqlite.sql").read_text(encoding="utf-8"))


def test_migrations_lead_to_the_tables_that_the_code_describes(address: str) -> None:
    open_state(address).close()
    with closing(connect(address, 1)) as database, database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_migrations_write_the_very_statements_that_the_code_would(tmp_path: Path) -> None:
    """What no comparison of tables sees: checks, names of constraints, tables without row numbers."""
    migrated, described = tmp_path / "migrated.sqlite", tmp_path / "described.sqlite"
    open_state(migrated).close()
    with closing(connect(described, 1)) as database, database.write() as connection:
        metadata.create_all(connection)

    assert _statements(migrated) == _statements(described)


def _statements(path: Path) -> dict[str, list[str]]:
    """What made each table, clause by clause: a table's clauses have no order."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> ?"
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(sql.split(", \n\t")) for name, sql in connection.execute(query, (VERSION_TABLE,))}


def test_upgrade_that_fails_half_way_leaves_the_store_as_it_was(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_state(address) as state:
        save_sample(state)
    _add_migration(
        tmp_path,
        monkeypatch,
        "op.create_table('half', sa.Column('a', sa.Text()))",
        "op.execute('DELETE FROM observations')",
        "raise RuntimeError('power cut')",
    )

    with pytest.raises(RuntimeError, match="power cut"):
        open_state(address)

    monkeypatch.undo()
    with open_state(address) as state:
        expect_sample(state)
    with closing(connect(address, 1)) as database, database.read() as connection:
        assert not connection.dialect.has_table(connection, "half")


def test_upgrade_may_rebuild_a_table_to_which_others_refer(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_state(address) as state:
        save_sample(state)
    _add_migration(
        tmp_path,
        monkeypatch,
        "with op.batch_alter_table('slices', recreate='auto') as table:",
        "    table.alter_column('data_version', nullable=True)",
    )

    with open_state(address) as state:
        expect_sample(state)
    with closing(connect(address, 1)) as database, database.read() as connection:
        assert upgrade.read_version(connection) == "next"


def test_upgrade_that_leaves_rows_without_what_they_refer_to_is_undone(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_state(path) as state:
        save_sample(state)
    _add_migration(tmp_path, monkeypatch, "op.execute('DELETE FROM slices')")

    with pytest.raises(RuntimeError, match="refer to nothing"):
        open_state(path)

    monkeypatch.undo()
    with open_state(path) as state:
        expect_sample(state)


def _add_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Pretend that this is a later version, with one more migration."""
    scripts = folder / "migrations"
    shutil.copytree(upgrade.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    body = "".join(f"    {line}\n" for line in lines)
    (scripts / "versions" / "next.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = 'next'\ndown_revision = '{upgrade.HEAD}'\ndef upgrade():\n{body}"
    )
    monkeypatch.setattr(upgrade, "SCRIPTS", scripts)
    monkeypatch.setattr(upgrade, "HEAD", "next")


_OPENER = """
import sys
from alembic import command
from beichen.state.open import open_state
print("ready", flush=True)
sys.stdin.readline()
open_state(sys.argv[1]).close()
"""


def test_processes_that_upgrade_at_once_take_turns(address: str) -> None:
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENER, address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for opener in openers:
        assert opener.stdout is not None
        assert opener.stdout.readline() == "ready\n"
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("go\n")
        opener.stdin.flush()

    outcomes = [opener.communicate()[1] for opener in openers]

    assert outcomes == ["", ""]
    assert [opener.returncode for opener in openers] == [0, 0]
    with open_state(address) as state:
        save_sample(state)
        expect_sample(state)
