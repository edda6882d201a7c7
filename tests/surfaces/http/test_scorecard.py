"""The scorecard's document, from the numbers that the club's visits give by hand."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import FILES, WriteClub
from .conftest import HOME

GOALS = """\
objectives:
  - name: rhythm
    label: {en: More rhythm, zh: 更有规律}
    owner: mo
    from: 2026-01-05
    by: 2026-01-25
    key_results:
      - {metric: regulars, start: 3, target: 2}
      - {metric: short_visits, keep: "< 50%"}
"""
MONTHLY = FILES["metrics/visits.yml"] + (
    "  - {name: monthly, role: outcome, type: simple, model: visits, agg: count, grain: month}\n"
)


def ask(client: TestClient, query: str = "") -> Any:
    response = client.get(f"/api/v1/pages/scorecard{query}")
    assert response.status_code == 200, response.text
    return response.json()


def row(page: Any, metric: str) -> Any:
    return next(row for row in page["rows"] if row["metric"] == metric)


def test_every_metric_has_a_row_also_those_outside_the_tree(client: TestClient) -> None:
    page = ask(client)

    assert [(row["metric"], row["in_tree"]) for row in page["rows"]] == [
        ("regulars", True),
        ("active", True),
        ("regular_share", True),
        ("minutes", False),
        ("short_visits", True),
        ("short", False),
        ("visit_count", False),
    ]


def test_row_says_value_change_and_with_what_it_is_compared(client: TestClient) -> None:
    active = row(ask(client), "active")

    assert (active["reading"]["value"], active["change"]["amount"]) == (2, -1)
    assert (active["period"]["start"], active["versus"]["start"]) == ("2026-01-19", "2026-01-12")
    assert (active["spark"], active["team"]) == ([3, 3, 2], "library")
    assert active["order"]["change"] == -1 / 3


def test_share_is_sorted_by_its_relative_change_too(client: TestClient) -> None:
    share = row(ask(client), "regular_share")

    assert share["change"]["relative"] is None
    assert share["order"]["change"] == (1 / 2 - 2 / 3) / (2 / 3)


def test_statuses_are_counted_worst_first(write_club: WriteClub) -> None:
    # 3 → 2 by 25 January: one regular in the last week is beyond the target; the limit of 50% holds at 1/3
    with beichen.open(write_club(changed={"goals/g.yml": GOALS})) as workspace:
        workspace.refresh()
        page = ask(TestClient(create_app(workspace), base_url=HOME))

    assert page["counts"] == [{"status": "ok", "count": 2}, {"status": "none", "count": 5}]
    assert [(each["id"], each["name"]["en"]) for each in page["objectives"]] == [("rhythm", "More rhythm")]
    regulars = row(page, "regulars")
    assert (regulars["objective"], regulars["goal"]["progress"], regulars["order"]["progress"]) == ("rhythm", 2, 2)
    assert regulars["due"] == 1
    guardrail = row(page, "short_visits")
    assert (guardrail["goal"]["keep"], guardrail["held"], guardrail["due"]) == ("< 50%", {"held": 3, "judged": 3}, None)
    assert row(page, "active")["objective"] is None


def test_earlier_period_is_looked_at_without_a_pace(client: TestClient) -> None:
    now, earlier = ask(client), ask(client, "?at=2026-01-12")

    assert row(now, "active")["pace"]["projection"] is None
    assert row(now, "minutes")["pace"] is None
    assert row(earlier, "active")["pace"] is None
    assert row(earlier, "active")["reading"]["value"] == 3


def test_metric_of_a_longer_grain_is_shown_in_its_own_last_closed_period(write_club: WriteClub) -> None:
    visits = FILES["data/visits.csv"] + "bo,2026-02-28,1,phone\n"
    changed = {"metrics/visits.yml": MONTHLY, "data/visits.csv": visits}
    with beichen.open(write_club(changed=changed)) as workspace:
        client = TestClient(create_app(workspace), base_url=HOME)
        monthly = row(ask(client, "?at=2026-02-16"), "monthly")
        earlier = row(ask(client, "?at=2026-01-19"), "monthly")

    # January began before the data did, and February closes on its 28th
    assert (monthly["period"], monthly["reading"]["gap"]) == (None, "no_data")
    assert earlier["period"] is None


def test_comparison_asked_for_is_that_of_every_row(client: TestClient) -> None:
    page = ask(client, "?at=2026-01-19&versus=2026-01-05")

    assert page["versus"]["start"] == "2026-01-05"
    assert row(page, "minutes")["versus"]["start"] == "2026-01-05"
    assert row(page, "minutes")["change"]["amount"] == 85 - 135


def test_day_that_begins_no_period_is_refused(client: TestClient) -> None:
    response = client.get("/api/v1/pages/scorecard?at=2026-01-20")

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_project_without_north_star_shows_every_metric_in_its_last_period(write_club: WriteClub) -> None:
    settings = FILES["beichen.yml"].replace("north_star: regulars\n", "")
    metrics = FILES["metrics/visits.yml"].replace("role: north_star", "role: key_result")
    changed = {"beichen.yml": settings, "metrics/visits.yml": metrics, "tree.yml": None}
    with beichen.open(write_club(changed=changed)) as workspace:
        page = ask(TestClient(create_app(workspace), base_url=HOME))

    assert (page["period"], page["versus"]) == (None, None)
    assert row(page, "active")["reading"]["value"] == 2
    assert {each["in_tree"] for each in page["rows"]} == {False}


def test_project_without_data_has_rows_that_say_so(write_club: WriteClub) -> None:
    typed = FILES["sources/files.yml"].replace(".csv}", ".csv, columns: {day: date, minutes: integer}}")
    changed = {"sources/files.yml": typed, "data/visits.csv": "reader,day,minutes,device\n"}
    with beichen.open(write_club(changed=changed)) as workspace:
        page = ask(TestClient(create_app(workspace), base_url=HOME))

    assert {each["reading"]["gap"] for each in page["rows"]} == {"no_data"}
    assert {each["period"] for each in page["rows"]} == {None}
