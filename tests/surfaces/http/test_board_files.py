"""The board's files: hashed assets for ever and compressed, the shell for every page, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from beichen.faces.http.app import create_app
from beichen.workspace.open import Workspace

from .conftest import HOME


@pytest.mark.parametrize(
    ("accepted", "encoding", "content"), [("gzip, br", "br", b"brotli"), ("gzip", "gzip", b"gzip")]
)
def test_asset_is_sent_as_it_was_compressed_when_it_was_built(
    client: TestClient, accepted: str, encoding: str, content: bytes
) -> None:
    with client.stream("GET", "/assets/index-abc.js", headers={"accept-encoding": accepted}) as response:
        assert b"".join(response.iter_raw()) == content
    assert response.headers["content-encoding"] == encoding
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["vary"] == "accept-encoding"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_asset_is_sent_plain_to_whoever_asks_for_no_compression(client: TestClient) -> None:
    response = client.get("/assets/index-abc.js", headers={"accept-encoding": "identity"})
    assert response.text == "console.log(1)"
    assert "content-encoding" not in response.headers


@pytest.mark.parametrize("path", ["/", "/metrics/regulars", "/goals?lang=en"])
def test_every_page_is_the_shell_and_is_asked_for_anew(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.text == "<!doctype html><title>board</title>"
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone-123.js",
        "/favicon.ico",
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/a%00.js",
    ],
)
def test_what_is_no_file_of_the_board_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "secret" not in response.text.replace(path, "").replace("secret.txt", "")


def test_checkout_without_a_built_board_says_how_to_build_it(workspace: Workspace, tmp_path: Path) -> None:
    client = TestClient(create_app(workspace, web=tmp_path / "nothing"), base_url=HOME)
    response = client.get("/")
    assert response.status_code == 503
    assert response.json()["hint"] == "run python hatch_build.py"
    assert client.get("/api/v1/project").status_code == 200


def test_document_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/tree")
    again = client.get("/api/v1/tree", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/tree?at=2026-01-12", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
