"""Writes down the newest schema with sample rows, once for every release that changes it: `python -m tests.state.freeze_schema`.

Later versions must read what is written here. PostgreSQL must be installed.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from beichen.state.open import open_state
from beichen.state.upgrade import HEAD

from .. import postgres
from .sample import save_sample

SCHEMAS = Path(__file__).with_name("schemas")


def main() -> None:
    """Freeze both dialects."""
    (SCHEMAS / f"{HEAD}.sqlite.sql").write_text(_dump_sqlite(), encoding="utf-8")
    (SCHEMAS / f"{HEAD}.postgres.sql").write_text(_dump_postgres(), encoding="utf-8")


def _dump_sqlite() -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "state.sqlite"
        with open_state(path) as state:
            save_sample(state)
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump()) + "\n"


def _dump_postgres() -> str:
    with postgres.private_server() as (programs, url):
        with open_state(url) as state:
            save_sample(state)
        command = [programs / "pg_dump", "--inserts", "--no-owner", "--no-privileges", "--no-comments", url]
        dump = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | {"PGTZ": "UTC"}
        ).stdout
    # Without what only psql understands, and what only repeats the server's version and settings.
    left_out = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")
    lines = [line for line in dump.splitlines() if line and not line.startswith(left_out)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
