"""Errors over HTTP: one shape, what to do about it, and nothing of the machine."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from beichen.errors import LimitError, ProjectError, StateError, Where
from beichen.workspace.open import Workspace

SHAPE = {"type", "title", "status", "detail", "hint", "where"}


def problem(client: TestClient, path: str, status: int) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json().keys() == SHAPE
    assert response.json()["status"] == status
    return response.json()


def test_unknown_metric_is_not_found_and_the_closest_name_is_offered(client: TestClient) -> None:
    found = problem(client, "/api/v1/explain/regular", 404)
    assert found["type"] == "urn:beichen:problem:unknown-metric"
    assert found["hint"] == "did you mean 'regulars'?"


def test_day_that_begins_no_week_is_refused_with_the_week_that_holds_it(client: TestClient) -> None:
    assert "2026-01-12" in problem(client, "/api/v1/tree?at=2026-01-14", 400)["hint"]


def test_condition_that_reads_a_file_is_refused(client: TestClient) -> None:
    problem(client, "/api/v1/query?metric=minutes&where=minutes+in+(select+1+from+read_csv('/etc/passwd'))", 400)


@pytest.mark.parametrize("path", ["/api/v1/tree?at=yesterday", "/api/v1/tree?grain=fortnight", "/api/v1/query"])
def test_request_that_makes_no_sense_names_what_is_wrong_with_it(client: TestClient, path: str) -> None:
    found = problem(client, path, 422)
    assert found["detail"].startswith(("at:", "grain:", "metric:"))


def test_address_of_no_document_is_a_problem_and_not_the_board(client: TestClient) -> None:
    problem(client, "/api/v1/trees", 404)
    problem(client, "/api/v2/tree", 404)


def test_address_that_is_only_read_takes_no_write(client: TestClient) -> None:
    assert client.post("/api/v1/tree", json={}).status_code == 405
    assert client.delete("/").status_code == 405


@pytest.mark.parametrize(
    ("error", "status"),
    [(LimitError("too much"), 422), (StateError("locked"), 503), (ProjectError("bad"), 409)],
)
def test_each_kind_of_error_has_its_status(
    client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(workspace, "tree", raiser(error))
    problem(client, "/api/v1/tree", status)


def test_path_of_the_project_is_never_told(
    client: TestClient, workspace: Workspace, club: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ProjectError(f"{club}/tree.yml is torn", hint=f"mend {club}/tree.yml", where=Where("tree.yml", 3))
    monkeypatch.setattr(workspace, "tree", raiser(error))
    found = problem(client, "/api/v1/tree", 409)
    assert (found["detail"], found["hint"]) == ("./tree.yml is torn", "mend ./tree.yml")
    assert found["where"] == {"file": "tree.yml", "line": 3}


def test_our_own_mistake_is_logged_with_its_traceback_and_not_told(
    client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workspace, "tree", raiser(RuntimeError("password=hunter2")))
    with caplog.at_level(logging.ERROR, "beichen.http"):
        found = problem(client, "/api/v1/tree", 500)
    assert "hunter2" not in str(found)
    assert "hunter2" in caplog.text and "Traceback" in caplog.text


def raiser(error: Exception) -> Any:
    def fail(**_: object) -> None:
        raise error

    return fail
