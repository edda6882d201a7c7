"""Lists by the page: every item once, in order, whatever comes or goes between two pages."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from beichen.faces.http.paging import Asked, portion, read_cursor, write_cursor

NAMES = ["active", "minutes", "regular_share", "regulars", "short", "short_visits", "visit_count"]


def ask(client: TestClient, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    return response.json()


def test_metrics_come_by_name_a_page_at_a_time_until_there_is_no_next(client: TestClient) -> None:
    seen, cursor = [], ""
    for _ in range(3):
        page = ask(client, f"metrics?limit=3{cursor}")
        assert page["total"] == 7
        seen += [item["metric"] for item in page["items"]]
        cursor = f"&cursor={page['next']}"
    assert seen == NAMES
    assert page["next"] is None


def test_item_that_went_or_came_between_two_pages_shifts_nothing() -> None:
    first = portion(["a", "b", "c", "d"], lambda name: (name,), Asked(None, 2))
    assert first.next is not None
    after = Asked(read_cursor(first.next), 2)
    assert portion(["a", "c", "d"], lambda name: (name,), after).items == ["c", "d"]  # b went
    assert portion(["a", "aa", "b", "c", "d"], lambda name: (name,), after).items == ["c", "d"]  # aa came


def test_findings_say_where_and_what_in_both_languages(client: TestClient) -> None:
    page = ask(client, "findings")
    assert page["total"] == len(page["items"]) > 0
    ranks = [["error", "warning", "note"].index(item["severity"]) for item in page["items"]]
    assert ranks == sorted(ranks)
    assert all(item["message"]["en"] != item["message"]["zh"] for item in page["items"])


@pytest.mark.parametrize("cursor", ["x", "!!!", "bnVsbA", "W10.", "W251bGxd", "%00", "W" * 2001])
def test_what_is_no_cursor_is_refused_and_says_what_to_do(client: TestClient, cursor: str) -> None:
    response = client.get(f"/api/v1/metrics?cursor={cursor}")
    assert response.status_code == 422
    assert response.json()["type"] == "urn:beichen:problem:invalid-request"


def test_cursor_of_another_list_ends_this_one(client: TestClient) -> None:
    assert ask(client, f"metrics?cursor={write_cursor((1, 2))}")["items"] == []


@pytest.mark.parametrize("limit", [0, 501, "many"])
def test_page_of_nothing_or_of_too_much_is_refused(client: TestClient, limit: object) -> None:
    assert client.get(f"/api/v1/metrics?limit={limit}").status_code == 422
