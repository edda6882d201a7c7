"""Annotations over HTTP: written, read, changed by whoever saw the latest, deleted and brought back."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

SNOW = {"text": "  Snow: the library was closed ❄ ", "begins_on": "2026-01-12", "metric": "regulars", "author": "mo"}


def write(client: TestClient, note: dict[str, Any]) -> Any:
    response = client.post("/api/v1/annotations", json=note)
    assert response.status_code == 201, response.text
    return response.json()


def test_annotation_is_written_and_read_back(client: TestClient) -> None:
    response = client.post("/api/v1/annotations", json=SNOW)
    written = response.json()

    assert (response.status_code, response.headers["etag"]) == (201, '"1"')
    assert written["text"] == "Snow: the library was closed ❄"
    assert (written["begins_on"], written["ends_on"]) == ("2026-01-12", "2026-01-12")
    assert (written["author"], written["author_name"]) == ("mo", "Mo Okafor")
    assert written["metric"]["label"] == {"en": "Weekly regulars", "zh": "每周常读者"}
    again = client.get(f"/api/v1/annotations/{written['id']}")
    assert (again.json(), again.headers["etag"]) == (written, '"1"')


def test_annotation_stands_on_its_metrics_trend_and_an_open_one_on_every_trend(client: TestClient) -> None:
    write(client, SNOW)
    write(client, {"text": "New chairs", "begins_on": "2026-01-19", "ends_on": "2026-01-20"})

    def marks(metric: str) -> list[tuple[str, str, str | None]]:
        trend = client.get(f"/api/v1/pages/metric/{metric}").json()["page"]["trend"]
        return [(mark["text"]["en"], mark["on"], mark["author"]) for mark in trend["marks"]]

    assert marks("regulars") == [
        ("Snow: the library was closed ❄", "2026-01-12", "Mo Okafor"),
        ("New chairs", "2026-01-19", None),
    ]
    assert marks("minutes") == [("New chairs", "2026-01-19", None)]


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"text": "   "}, 422, "text"),
        ({"text": "x" * 501}, 422, "text"),
        ({"begins_on": "yesterday"}, 422, "begins_on"),
        ({"ends_on": "2026-01-11"}, 422, "ends_on lies before begins_on"),
        ({"begins_on": "0001-01-01"}, 422, "begins_on"),
        ({"metric": "regular"}, 404, "'regular' is not defined"),
        ({"author": "moo"}, 400, "'moo' is nobody of the project"),
        ({"colour": "red"}, 422, "colour"),
    ],
)
def test_what_makes_no_annotation_is_refused(client: TestClient, wrong: dict[str, str], status: int, said: str) -> None:
    response = client.post("/api/v1/annotations", json=SNOW | wrong)

    assert response.status_code == status
    assert said in response.json()["detail"]


def test_text_of_500_characters_is_kept_whole(client: TestClient) -> None:
    assert write(client, SNOW | {"text": "雪" * 500})["text"] == "雪" * 500


def test_second_of_two_who_change_it_is_told_and_overwrites_nothing(client: TestClient) -> None:
    number = write(client, SNOW)["id"]
    address = f"/api/v1/annotations/{number}"
    theirs = client.put(address, json=SNOW | {"text": "theirs"}, headers={"if-match": '"1"'})
    ours = client.put(address, json=SNOW | {"text": "ours"}, headers={"if-match": '"1"'})

    assert (theirs.status_code, theirs.headers["etag"]) == (200, '"2"')
    assert (ours.status_code, ours.json()["type"]) == (412, "urn:beichen:problem:changed-meanwhile")
    assert client.get(address).json()["text"] == "theirs"


def test_change_must_say_what_it_has_seen(client: TestClient) -> None:
    number = write(client, SNOW)["id"]

    refused = client.put(f"/api/v1/annotations/{number}", json=SNOW)
    assert (refused.status_code, refused.json()["hint"]) == (428, 'send If-Match: "1"')


def test_deleted_annotation_is_gone_until_it_is_brought_back(client: TestClient) -> None:
    number = write(client, SNOW)["id"]
    address = f"/api/v1/annotations/{number}"

    deleted = client.request("DELETE", address, json={}, headers={"if-match": '"1"'})
    assert (deleted.status_code, deleted.json()["deleted"]) == (200, True)
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/annotations").json() == {"items": [], "total": 0, "next": None}
    restored = client.post(f"{address}/restore", json={})
    assert (restored.status_code, restored.json()["deleted"]) == (200, False)
    assert client.get(address).json()["text"] == "Snow: the library was closed ❄"


def test_annotations_come_by_the_page_the_latest_first(client: TestClient) -> None:
    for day in (12, 13, 14):
        write(client, SNOW | {"begins_on": f"2026-01-{day}"})
    write(client, {"text": "everywhere", "begins_on": "2026-01-01"})
    write(client, SNOW | {"metric": "minutes"})

    first = client.get("/api/v1/annotations", params={"metric": "regulars", "limit": 2}).json()
    second = client.get("/api/v1/annotations", params={"metric": "regulars", "cursor": first["next"]}).json()

    assert [item["begins_on"][8:] for item in first["items"] + second["items"]] == ["14", "13", "12", "01"]
    assert (first["total"], second["next"]) == (4, None)
    assert client.get("/api/v1/annotations").json()["total"] == 5


@pytest.mark.parametrize("cursor", ["WyJhIl0", "WzEsIDJd", "WyJub2RheSIsIDFd"])
def test_cursor_of_another_list_is_refused(client: TestClient, cursor: str) -> None:
    assert client.get("/api/v1/annotations", params={"cursor": cursor}).status_code == 400


def test_page_of_another_site_writes_nothing(client: TestClient) -> None:
    refused = client.post("/api/v1/annotations", json=SNOW, headers={"origin": "https://evil.example"})

    assert refused.status_code == 403
    assert client.get("/api/v1/annotations").json()["total"] == 0
