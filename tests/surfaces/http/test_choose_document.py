"""The choose page's document, and what is written from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app
from beichen.workspace.open import Workspace

from ...workspace.screening.company import write_gym

HOME = "http://127.0.0.1:8600"
PAGE = "/api/v1/pages/choose"


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Workspace]:
    with beichen.open(write_gym(tmp_path)) as workspace:
        yield workspace


@pytest.fixture
def client(gym: Workspace) -> TestClient:
    return TestClient(create_app(gym), base_url=HOME)


def test_the_page_holds_journey_candidates_thresholds_and_who_can_decide(client):
    page = client.get(PAGE).json()

    assert [stage["name"] for stage in page["journey"]["stages"]] == ["join", "first_visit", "rhythm"]
    assert page["journey"]["stages"][0]["reached"] > 800
    assert page["incumbent"]["metric"] == "visits_made"
    assert page["people"] == ["mo"]
    assert [part["part"] for part in page["score_parts"]] == list(page["weights"])
    assert page["duel"] is None


def test_the_answer_is_what_python_says(client, gym):
    assert client.get("/api/v1/screen").json() == gym.screen().as_dict()


def test_two_candidates_beside_one_another_tell_who_is_surely_ahead(client):
    duel = client.get(PAGE, params={"first": "days_come", "second": "reminders_opened"}).json()["duel"]

    assert (duel["first"]["name"], duel["second"]["name"]) == ("days_come", "reminders_opened")
    rows = {row["part"]: row for row in duel["rows"]}
    assert rows["value"]["ahead"] == "first"
    assert rows["value"]["difference"]["low"] > 0
    assert rows["sensitivity"]["difference"] is None


def test_weights_are_given_in_the_address(client):
    page = client.get(PAGE, params={"weight": ["value:40", "gaming:0"]}).json()

    assert (page["weights"]["value"], page["weights"]["gaming"]) == (40, 0)
    assert page["usual_weights"]["gaming"] == 10
    assert client.get(PAGE, params={"weight": "charm:1"}).status_code == 400
    assert client.get(PAGE, params={"weight": "value"}).status_code == 400
    assert client.get(PAGE, params={"first": "days_come", "second": "nobody"}).status_code == 400


def test_a_decision_is_looked_at_before_it_is_made(client, gym):
    form = {"candidate": "regulars", "by": "mo", "because": "a rhythm is what members pay for"}
    preview = client.post("/api/v1/choose/decision/preview", json=form).json()
    assert "+north_star: regulars" in preview["diff"]
    assert gym.project.north_star == "visits_made"

    assert client.post("/api/v1/choose/decision", json=form).status_code == 428
    made = client.post("/api/v1/choose/decision", json=form, headers={"if-match": f'"{preview["tag"]}"'})
    assert made.status_code == 200
    assert made.json()["author"] == "mo"
    assert gym.project.north_star == "regulars"
    (kept,) = client.get(PAGE).json()["decisions"]
    assert (kept["metric"], kept["file"]) == ("regulars", f"decisions/{kept['on']}-north-star-regulars.md")
    undone = client.post(f"/api/v1/build/undo/{made.json()['change']}", json={})
    assert undone.status_code == 200, undone.text
    assert gym.project.north_star == "visits_made"


def test_a_threshold_is_saved_with_one_request(client, gym):
    name = client.get(PAGE).json()["thresholds"][0]["name"]
    preview = client.get(f"/api/v1/choose/thresholds/{name}").json()
    assert f"+  - name: {name}" in preview["diff"]

    saved = client.put(f"/api/v1/choose/thresholds/{name}", headers={"if-match": preview["tag"]})
    assert saved.status_code == 200
    assert name in gym.project.metrics


def test_a_project_without_candidates_says_what_to_write(client, gym):
    (gym.project.folder / "candidates.yml").unlink()
    gym.reread()

    answer = client.get(PAGE)
    assert answer.status_code >= 400
    assert "candidates.yml" in answer.json()["hint"]
