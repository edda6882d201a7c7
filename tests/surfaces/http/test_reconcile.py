"""Two numbers for one question, over HTTP: the same walk as in Python; no file of the machine is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import WriteClub
from .conftest import HOME

WEEK = "2026-01-05"  # six visits by three readers, of whom two came on two days


@pytest.fixture
def board(write_club: WriteClub) -> TestClient:
    workspace = beichen.open(write_club())
    return TestClient(create_app(workspace), base_url=HOME)


def test_answer_is_what_python_says(board: TestClient, write_club: WriteClub) -> None:
    with beichen.open(write_club()) as project:
        told = project.reconcile("visit_count", "regulars").as_dict()
    asked = {"a": "visit_count", "b": "regulars", "at": told["period"]}
    assert board.get("/api/v1/reconcile", params=asked).json() == told


def test_page_draws_each_step_from_where_the_one_before_ended(board: TestClient) -> None:
    page = board.get("/api/v1/pages/reconcile", params={"a": "visit_count", "b": "regulars", "at": WEEK}).json()
    walk = page["walk"]
    assert (walk["a_value"], walk["b_value"], walk["difference"], walk["unexplained"]) == (6, 2, -4, 0)
    assert [(step["begins"], step["value"], step["change"]) for step in walk["steps"]] == [(6, 3, -3), (3, 2, -1)]
    assert (walk["low"], walk["high"]) == (0, 6)
    assert (walk["guessed"], walk["alternatives"]) == (False, [])


def test_page_without_ends_tells_what_can_be_compared(board: TestClient) -> None:
    page = board.get("/api/v1/pages/reconcile").json()
    assert page["walk"] is None
    assert "regulars" in {metric["metric"] for metric in page["metrics"]}


def test_number_is_looked_for(board: TestClient) -> None:
    page = board.get("/api/v1/pages/reconcile", params={"a": "active", "b": "6", "at": WEEK}).json()
    walk = page["walk"]
    assert walk["guessed"]
    assert [step["text"]["en"] for step in walk["steps"]] == ["deduplication: count_distinct reader → count"]


@pytest.mark.parametrize("door", ["reconcile", "pages/reconcile"])
def test_no_file_of_the_machine_is_read(board: TestClient, tmp_path: Path, door: str) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("week,visits\n2026-01-05,6\n")
    refused = board.get(f"/api/v1/{door}", params={"a": "active", "b": str(file)})
    assert refused.status_code == 404
    assert "2026" not in refused.text


def test_unknown_metric_is_refused(board: TestClient) -> None:
    assert board.get("/api/v1/reconcile", params={"a": "nothing", "b": "active"}).status_code == 404
