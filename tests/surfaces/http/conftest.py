"""The web application on the reading club, asked without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.access import Access
from beichen.faces.http.app import create_app
from beichen.workspace.open import Workspace

HOME = "http://127.0.0.1:8600"

Ask = Callable[..., TestClient]


@pytest.fixture
def workspace(club: Path) -> Iterator[Workspace]:
    with beichen.open(club) as opened:
        yield opened


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A front end as the build leaves it: a shell, a hashed asset, and what was compressed."""
    root = tmp_path / "web"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html><title>board</title>")
    (root / "assets" / "index-abc.js").write_text("console.log(1)")
    (root / "assets" / "index-abc.js.br").write_bytes(b"brotli")
    (root / "assets" / "index-abc.js.gz").write_bytes(b"gzip")
    (tmp_path / "secret.txt").write_text("secret")
    return root


@pytest.fixture
def board(workspace: Workspace, web: Path) -> Ask:
    """Make a client of the application, as a browser on this machine unless told otherwise."""

    def make(*, token: str | None = None, home: str = HOME, follow: bool = False) -> TestClient:
        app = create_app(workspace, access=Access(token), web=web)
        return TestClient(app, base_url=home, raise_server_exceptions=False, follow_redirects=follow)

    return make


@pytest.fixture
def client(board: Ask) -> TestClient:
    return board()
