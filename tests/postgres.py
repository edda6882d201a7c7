"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port of the loopback.

`postgres_url` is a server for the whole session, `postgres_database` an empty database for one test.
Without PostgreSQL on the machine both skip, but fail where `CI` is set.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "timezone": "Asia/Shanghai",  # not UTC, so that a value that loses its zone is noticed
}


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a private server's `postgres` database."""
    if _find_programs() is None:
        _miss("PostgreSQL is not installed")
    with private_server() as (_, url):
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of a new, empty database of the private server."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_url.rpartition("/")[0] + "/" + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def private_server() -> Iterator[tuple[Path, str]]:
    """The folder of PostgreSQL's programs, and the URL of a server that is stopped and removed at the end."""
    programs = _find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    with _private_folder() as folder, _server(programs, folder) as url:
        yield programs, url


def _find_programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [folder for place in _PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    return max(
        found, key=lambda folder: [int(part) for part in folder.parent.name.split(".") if part.isdigit()], default=None
    )


def _miss(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def _private_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: it holds a socket, whose path may have 107 bytes
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, *_server_user())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> tuple[int, int]:
    """PostgreSQL refuses to run as root."""
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return entry.pw_uid, entry.pw_gid


def _run_as() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user, group = _server_user()
    return {"user": user, "group": group, "extra_groups": []}


@contextmanager
def _server(programs: Path, folder: Path) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    create = [programs / "initdb", "-D", data, "-U", "beichen", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(create, check=True, capture_output=True, cwd=folder, **_run_as())
    port = _free_port()
    settings = _SETTINGS | {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
    start = [programs / "postgres", "-D", data, *(part for pair in settings.items() for part in ("-c", "=".join(pair)))]
    with log.open("w") as output:
        process = subprocess.Popen(start, stdout=output, stderr=output, cwd=folder, **_run_as())
    try:
        url = f"postgresql://beichen@127.0.0.1:{port}/postgres"
        _wait_until_ready(url, process, log)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # ends open sessions, then itself
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from None
            time.sleep(0.05)
