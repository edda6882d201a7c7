"""Events over HTTP: posted by people and machines, told again by key, listed, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

RELEASE = {
    "text": "App 7.2 🎧",
    "on": "2026-01-19",
    "kind": "release",
    "metrics": ["regulars"],
    "segment": {"device": ["phone", None]},
    "key": "deploy-4711",
    "owner": "mo",
}


def post(client: TestClient, event: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    response = client.post("/api/v1/events", json=event)
    return response.status_code, response.json()


def listed(client: TestClient) -> list[str]:
    return [item["text"]["en"] for item in client.get("/api/v1/events/list").json()["items"]]


def test_posted_event_is_kept_with_all_that_was_said(client: TestClient) -> None:
    status, kept = post(client, RELEASE)

    assert status == 201
    assert kept["text"] == {"en": "App 7.2 🎧", "zh": "App 7.2 🎧"}
    assert (kept["on"], kept["until"], kept["kind"]) == ("2026-01-19", "2026-01-19", "release")
    assert (kept["metrics"], kept["segment"]) == (["regulars"], {"device": ["phone", None]})
    assert (kept["key"], kept["source"], kept["owner_name"]) == ("deploy-4711", "posted", "Mo Okafor")
    assert client.get("/api/v1/events/list").json()["items"] == [kept]


def test_same_key_changes_the_event_and_saying_the_same_changes_nothing(client: TestClient) -> None:
    _, first = post(client, RELEASE)
    again_status, again = post(client, RELEASE)
    changed_status, changed = post(client, RELEASE | {"text": {"en": "App 7.2.1", "zh": "App 7.2.1 发布"}})

    assert (again_status, again) == (200, first)
    assert (changed_status, changed["id"], changed["text"]["zh"]) == (200, first["id"], "App 7.2.1 发布")
    assert listed(client) == ["App 7.2.1"]


@pytest.mark.parametrize(
    ("wrong", "said", "hint"),
    [
        ({"metrics": ["regulrs"]}, "metric 'regulrs' is not defined", "did you mean 'regulars'?"),
        ({"segment": {"devise": "phone"}}, "no model has the dimension 'devise'", "did you mean 'device'?"),
        ({"segment": {"device": []}}, "segment 'device' has no value", "name one, or leave the dimension out"),
        ({"owner": "moo"}, "'moo' is nobody of the project", "did you mean 'mo'?"),
        ({"until": "2026-01-18"}, "it ends on 2026-01-18, before it begins", "it begins on 2026-01-19"),
        ({"kind": "initiative"}, "'initiative' is no kind of event", None),
        ({"link": "javascript:alert(1)"}, "'javascript:alert(1)' is no link", "it begins with https://"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_what_to_do(
    client: TestClient, wrong: dict[str, Any], said: str, hint: str | None
) -> None:
    status, problem = post(client, RELEASE | wrong)

    assert (status, problem["type"]) == (422, "urn:beichen:problem:event")
    assert problem["detail"] == said
    assert hint is None or problem["hint"] == hint
    assert listed(client) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"on": "0001-01-01"}, "on"),
        ({"key": ""}, "key"),
        ({"when": "now"}, "when"),
    ],
)
def test_body_of_another_form_is_refused(client: TestClient, wrong: dict[str, Any], said: str) -> None:
    status, problem = post(client, RELEASE | wrong)

    assert (status, problem["type"]) == (422, "urn:beichen:problem:invalid-request")
    assert said in problem["detail"]


def test_posted_event_can_be_taken_back_once(client: TestClient) -> None:
    _, kept = post(client, RELEASE)
    address = f"/api/v1/events/{kept['id']}"

    assert client.delete(address).json() == kept
    assert (client.delete(address).status_code, listed(client)) == (404, [])


def test_list_is_paged_the_latest_days_first(client: TestClient) -> None:
    for day in range(12, 17):
        post(client, {"text": f"day {day}", "on": f"2026-01-{day}"})

    first = client.get("/api/v1/events/list", params={"limit": 3}).json()
    second = client.get("/api/v1/events/list", params={"limit": 3, "cursor": first["next"]}).json()

    assert [item["text"]["en"] for item in first["items"]] == ["day 16", "day 15", "day 14"]
    assert [item["text"]["en"] for item in second["items"]] == ["day 13", "day 12"]
    assert (first["total"], second["next"]) == (5, None)


def test_page_of_another_site_can_post_nothing(client: TestClient) -> None:
    response = client.post("/api/v1/events", json=RELEASE, headers={"origin": "https://evil.example"})

    assert response.status_code == 403
    assert listed(client) == []


def test_posted_event_stands_on_the_trend_and_coincides_with_the_change(client: TestClient) -> None:
    post(client, RELEASE)
    post(client, {"text": "About minutes", "on": "2026-01-20", "metrics": ["minutes"]})

    trend = client.get("/api/v1/pages/metric/regulars").json()["page"]["trend"]
    assert [(mark["kind"], mark["text"]["en"]) for mark in trend["marks"]] == [("event", "App 7.2 🎧")]
    [event] = client.get("/api/v1/explain/regulars").json()["events"]
    assert (event["name"], event["kind"], event["on"]) == ("deploy-4711", "release", "2026-01-19")
    assert event["overlap"] > 0.5
