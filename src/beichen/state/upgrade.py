"""The schema's version: read on every opening, brought to the newest when it is older."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from beichen.errors import StateError
from beichen.state.database import Database
from beichen.state.tables import VERSION_TABLE, metadata

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"  # the newest migration, written here because asking Alembic costs a third of a second
SCRIPTS = Path(__file__).with_name("migrations")
_ALEMBIC = Lock()  # what a migration script sees as `op` is one for the whole process


def upgrade_to_head(database: Database) -> None:
    """Bring the schema to the newest version, in one transaction and one process at a time.

    Raises:
        StateError: the database holds other tables, or was written by a newer Beichen.
    """
    with database.read() as connection:
        version = read_version(connection)
        if version is None:
            _refuse_other_tables(connection, database)
        elif version != HEAD:
            _refuse_unknown(version, database)
    database.use_write_ahead_log()
    if version == HEAD:
        return
    with database.migrate() as connection:
        if read_version(connection) != HEAD:  # else another process has done it meanwhile
            run_migrations(connection)


def read_version(connection: Connection) -> str | None:
    """The version of the schema; None when there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one_or_none()
    return version


def run_migrations(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision`, within the connection's transaction."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, revision)


def alembic_config() -> Config:
    """How Alembic finds the migrations; there is no `alembic.ini`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_other_tables(connection: Connection, database: Database) -> None:
    found = set(inspect(connection).get_table_names())
    # A server's database may be shared with others; a file is either ours or somebody else's.
    others = found if database.is_sqlite else found & set(metadata.tables)
    if others:
        raise StateError(
            f"{database.place} holds tables that are not Beichen's: {', '.join(sorted(others)[:3])}",
            hint="name another file or database for the state store; this one was left as it is",
        )


def _refuse_unknown(version: str, database: Database) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if version not in known:
        raise StateError(
            f"the state store {database.place} was written by a newer Beichen (its schema is {version}, ours {HEAD})",
            hint="upgrade Beichen: pip install -U beichen",
        )
