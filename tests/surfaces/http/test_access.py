"""Who may ask: this machine by default, whoever holds the token elsewhere."""

from __future__ import annotations

import socket

import pytest
from starlette.testclient import TestClient

from beichen.errors import BeichenError
from beichen.faces.http.access import access_for
from beichen.faces.http.server import read_token, run_server
from beichen.workspace.open import Workspace

from .conftest import HOME, Ask

TOKEN = "correct-horse-battery-staple"


@pytest.mark.parametrize(
    "home", ["http://127.0.0.1:8600", "http://localhost:8600", "http://[::1]:8600", "http://localhost"]
)
def test_names_of_this_machine_are_served(board: Ask, home: str) -> None:
    assert board(home=home).get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "home", ["http://evil.example", "http://127.0.0.1.evil.example:8600", "http://localhost.evil.example"]
)
def test_foreign_name_that_points_at_this_machine_is_refused(board: Ask, home: str) -> None:
    response = board(home=home).get("/api/v1/tree")
    assert response.status_code == 421
    assert response.json()["type"] == "urn:beichen:problem:foreign-host"


def test_other_machines_are_not_served_without_a_token(workspace: Workspace) -> None:
    with pytest.raises(BeichenError, match="without an access token"):
        run_server(workspace, host="0.0.0.0")
    assert access_for("0.0.0.0", TOKEN).token == TOKEN


def test_taken_port_is_said_to_be_taken(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(BeichenError, match="taken") as caught:
        run_server(workspace, port=other.getsockname()[1])
    assert caught.value.hint == "choose another with --port"


@pytest.mark.parametrize(
    "path", ["/", "/assets/index-abc.js", "/healthz", "/api/v1/tree", "/api/v1/events", "/api/v1/openapi.json"]
)
def test_with_a_token_every_address_asks_for_it(board: Ask, path: str) -> None:
    client = board(token=TOKEN, home="http://metrics.example")
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401


def test_program_sends_the_token_as_a_bearer(board: Ask) -> None:
    client = board(token=TOKEN, home="http://metrics.example")
    assert client.get("/api/v1/project", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_person_opens_the_address_with_the_token_once(board: Ask) -> None:
    client = board(token=TOKEN, home="http://metrics.example")
    first = client.get(f"/?metric=active&token={TOKEN}")
    assert (first.status_code, first.headers["location"]) == (303, "/?metric=active")
    assert {"HttpOnly", "SameSite=strict"} <= set(first.headers["set-cookie"].split("; "))
    assert client.get("/?metric=active").status_code == 200


def test_address_with_the_token_leads_to_no_other_host(board: Ask) -> None:
    client = board(token=TOKEN)
    assert client.get(f"{HOME}//evil.example/?token={TOKEN}").headers["location"].startswith("/evil.example")


def test_token_comes_from_the_environment_or_from_the_file_that_it_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("BEICHEN_TOKEN", TOKEN)
    assert read_token() == TOKEN
    file = tmp_path / "token"  # type: ignore[operator]
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("BEICHEN_TOKEN", f"@{file}")
    assert read_token() == TOKEN
    monkeypatch.delenv("BEICHEN_TOKEN")
    assert read_token() is None


@pytest.mark.parametrize("path", ["/", "/api/v1/tree", "/api/v1/nothing"])
def test_every_answer_keeps_the_browser_to_the_boards_own_files(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
