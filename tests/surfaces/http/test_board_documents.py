"""The board's documents: what each page shows, from the numbers that the club's visits give by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import WriteClub
from .conftest import HOME


def ask(client: TestClient, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    return response.json()


def card(page: Any, metric: str) -> Any:
    return next(card for card in page["cards"] if card["metric"] == metric)


def test_tree_page_shows_the_last_complete_week_against_the_one_before(client: TestClient) -> None:
    page = ask(client, "pages/tree")
    assert (page["period"]["start"], page["versus"]["start"]) == ("2026-01-19", "2026-01-12")
    assert page["period"]["name"] == {"en": "Week 4, 2026", "zh": "2026年第4周"}
    assert page["period"]["days"] == {"en": "19–25 Jan", "zh": "1月19日–25日"}
    star = card(page, "regulars")
    assert (star["reading"]["value"], star["change"]["amount"], star["change"]["relative"]) == (1, -1, -0.5)
    assert (star["change"]["direction"], star["change"]["tone"]) == ("down", "bad")
    assert star["owner"] == {"id": "mo", "name": "Mo Okafor", "team": {"en": "Library", "zh": "图书馆"}}
    assert (star["operator"], star["spark"]) == ("×", [2, 2, 1])


def test_share_changes_in_points_and_has_no_relative_change(client: TestClient) -> None:
    share = card(ask(client, "pages/tree"), "regular_share")
    assert share["change"]["amount"] == pytest.approx(1 / 2 - 2 / 3)
    assert share["change"]["relative"] is None


def test_contributions_of_the_links_add_up_to_the_change_of_the_north_star(client: TestClient) -> None:
    page = ask(client, "pages/tree")
    assert sum(link["contribution"] for link in page["links"]) == pytest.approx(-1)
    assert max(link["weight"] for link in page["links"]) == 1


def test_guardrail_stands_in_its_own_lane_with_its_limit(client: TestClient) -> None:
    guardrail = card(ask(client, "pages/tree"), "short_visits")
    assert (guardrail["lane"], guardrail["limit"], guardrail["watches"]) == ("guardrail", "< 50%", "regulars")
    assert guardrail["status"] == "ok"  # 1 of 3 visits


def test_partial_period_is_shown_and_not_compared(client: TestClient) -> None:
    page = ask(client, "pages/tree?grain=month")  # January's last week has no visits yet
    star = card(page, "regulars")
    assert star["reading"]["complete"] is False
    assert star["change"] == {
        "amount": None,
        "relative": None,
        "direction": None,
        "tone": "neutral",
        "gap": "nothing_before",
    }
    assert {link["contribution"] for link in page["links"]} == {None}


def test_metric_page_says_what_the_metric_is_and_where_it_stands(client: TestClient) -> None:
    page = ask(client, "metrics/regular_share?at=2026-01-12")
    assert page["label"] == {"en": "Regular share", "zh": "常读者占比"}
    assert (page["kind"], page["role"], page["unit"], page["good"]) == ("ratio", "key_result", "share", "up")
    assert page["reading"]["value"] == pytest.approx(2 / 3)
    assert page["change"]["direction"] == "flat"
    assert [point["value"] for point in page["trend"]["points"]] == pytest.approx([2 / 3, 2 / 3])
    assert [parent["metric"] for parent in page["drives"]] == ["regulars"]
    assert page["definition"]["en"] and page["definition"]["zh"] != page["definition"]["en"]


def test_metric_page_tells_what_a_guardrail_guards_and_whether_its_limit_holds(client: TestClient) -> None:
    guardrail = ask(client, "metrics/short_visits")["guardrail"]
    assert (guardrail["limit"], guardrail["bound"], guardrail["holds"]) == ("< 50%", 0.5, True)
    assert guardrail["watches"]["metric"] == "regulars"


GOALS = """\
objectives:
  - name: rhythm
    label: {en: Find a rhythm, zh: 养成习惯}
    owner: mo
    from: 2026-01-01
    by: 2026-01-31
    key_results:
      - {metric: regulars, start: 1, target: 5, owner: mo}
"""


def test_target_is_judged_at_the_metrics_own_grain_only(write_club: WriteClub, web: Path) -> None:
    with beichen.open(write_club(changed={"goals/january.yml": GOALS})) as workspace:
        client = TestClient(create_app(workspace, web=web), base_url=HOME)
        week = ask(client, "metrics/regulars?at=2026-01-12")
        month = ask(client, "metrics/regulars?grain=month&at=2026-01-01")
    assert (week["target"]["target"], week["target"]["progress"], week["trend"]["target"]) == (5, 0.25, 5)  # 1 → 2 of 5
    assert (month["target"]["target"], month["target"]["progress"], month["trend"]["target"]) == (5, None, None)
    assert week["target"]["objective"] == {"en": "Find a rhythm", "zh": "养成习惯"}


def test_waterfall_runs_from_before_to_after_without_a_gap(client: TestClient) -> None:
    page = ask(client, "pages/why/regulars")
    steps = page["steps"]
    assert [step["kind"] for step in steps] == ["before", "branch", "branch", "after"]
    assert (steps[0]["ends"], steps[-1]["ends"]) == (2, 1)
    levels = [steps[0]["ends"], *(step["ends"] for step in steps[1:-1])]
    assert [step["begins"] for step in steps[1:-1]] == pytest.approx(levels[:-1])
    assert levels[-1] == pytest.approx(1)
    assert page["sentence"]["en"] != page["sentence"]["zh"]


def test_metric_without_drivers_has_no_waterfall_and_still_a_sentence(client: TestClient) -> None:
    page = ask(client, "pages/why/minutes")
    assert page["steps"] == []
    assert page["sentence"]["zh"]


def test_periods_are_named_latest_first_and_say_which_is_shown_when_none_is_asked_for(client: TestClient) -> None:
    found = ask(client, "periods")
    assert [period["start"] for period in found["periods"]] == ["2026-01-19", "2026-01-12", "2026-01-05"]
    assert found["latest"] == "2026-01-19"
    assert ask(client, "periods?grain=quarter")["periods"][0]["name"] == {"en": "Q1 2026", "zh": "2026年第一季度"}


def test_project_names_its_metrics_from_the_north_star_down_and_keeps_addresses_to_itself(client: TestClient) -> None:
    page = ask(client, "project")
    assert (page["name"], page["north_star"], page["grain"]) == ("Reading Club", "regulars", "week")
    assert [metric["metric"] for metric in page["metrics"]][:3] == ["regulars", "active", "regular_share"]
    assert page["people"] == [{"id": "mo", "name": "Mo Okafor", "team": "library"}]
    weeks = next(span for span in page["periods"] if span["grain"] == "week")
    assert weeks == {"grain": "week", "first": "2026-01-05", "last": "2026-01-19", "last_complete": "2026-01-19"}
