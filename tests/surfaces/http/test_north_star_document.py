"""The document of the North Star page, from the numbers that the club's visits give by hand."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import FILES, WriteClub
from .conftest import HOME

GOAL = """\
objectives:
  - name: rhythm
    label: {en: Find a rhythm, zh: 养成习惯}
    owner: mo
    from: 2026-01-05
    by: 2026-02-01
    key_results:
      - {metric: regulars, start: 2, target: 4, owner: mo}
"""


def star_of(client: TestClient, asked: str = "") -> Any:
    response = client.get(f"/api/v1/pages/north-star{asked}")
    assert response.status_code == 200, response.text
    return response.json()["star"]


def written(write_club: WriteClub, changed: dict[str, str | None]) -> Any:
    """The whole document of a club that is written otherwise."""
    with beichen.open(write_club(changed=changed)) as workspace:
        return TestClient(create_app(workspace), base_url=HOME).get("/api/v1/pages/north-star").json()


def test_number_of_the_last_complete_week_stands_against_the_week_before(client: TestClient) -> None:
    star = star_of(client)
    assert (star["period"]["start"], star["versus"]["start"]) == ("2026-01-19", "2026-01-12")
    assert (star["reading"]["value"], star["change"]["amount"], star["change"]["tone"]) == (1, -1, "bad")
    assert star["value_statement"]["en"] == "Readers who have found a rhythm."
    assert star["owner"]["name"] == "Mo Okafor"


def test_movers_are_the_change_to_the_last_digit_largest_first(client: TestClient) -> None:
    movers = star_of(client)["movers"]
    # 3 × 2/3 → 2 × 1/2, split in halves of both orders
    assert [(mover["metric"], pytest.approx(mover["contribution"])) for mover in movers] == [
        ("active", -7 / 12),
        ("regular_share", -5 / 12),
    ]


def test_guardrail_is_judged_in_its_own_last_week_with_its_limit(client: TestClient) -> None:
    (guardrail,) = star_of(client)["guardrails"]
    assert guardrail["metric"] == "short_visits"
    assert guardrail["reading"]["value"] == pytest.approx(1 / 3)
    assert (guardrail["limit"], guardrail["status"], guardrail["watches"]) == ("< 50%", "ok", None)


def test_guardrail_that_broke_its_limit_is_off(write_club: WriteClub) -> None:
    tree = FILES["tree.yml"].replace("< 50%", "< 20%")
    assert written(write_club, {"tree.yml": tree})["star"]["guardrails"][0]["status"] == "off"


def test_outcomes_are_told_beside_it_without_a_judgement(write_club: WriteClub) -> None:
    tree = FILES["tree.yml"] + "outcomes: [minutes]\n"
    (outcome,) = written(write_club, {"tree.yml": tree})["star"]["outcomes"]
    # 85 minutes against 115 in the week before
    assert (outcome["reading"]["value"], outcome["change"]["amount"], outcome["status"]) == (85, -30, "none")
    assert outcome["spark"] == [135, 115, 85]


def test_goal_tells_the_way_and_what_a_straight_one_asks_for(write_club: WriteClub) -> None:
    goal = written(write_club, {"goals/q1.yml": GOAL})["star"]["goal"]
    assert (goal["start"], goal["target"], goal["days_left"], goal["phase"]) == (2, 4, 7, "running")
    assert goal["progress"] == pytest.approx(-0.5)  # 1 on the way from 2 to 4
    assert goal["path"] == pytest.approx(2 + 2 * 20 / 27)  # 20 of 27 days are over
    assert goal["status"] == "off"


def test_pace_is_told_of_the_running_period_only(client: TestClient) -> None:
    assert star_of(client)["pace"] is not None
    assert star_of(client, "?at=2026-01-12&versus=2026-01-05")["pace"] is None
    assert star_of(client, "?grain=month")["pace"] is None


def test_period_that_has_not_closed_has_no_change_and_no_movers(client: TestClient) -> None:
    star = star_of(client, "?grain=month")
    assert star["period"]["complete"] is False
    assert (star["change"]["gap"], star["movers"]) == ("nothing_before", [])


def test_project_without_north_star_says_so(write_club: WriteClub) -> None:
    settings = FILES["beichen.yml"].replace("north_star: regulars\n", "")
    metrics = FILES["metrics/visits.yml"].replace("role: north_star", "role: input")
    page = written(write_club, {"beichen.yml": settings, "metrics/visits.yml": metrics, "tree.yml": None})
    assert (page["name"], page["star"]) == (None, None)


def test_project_without_data_knows_its_north_star_by_name(write_club: WriteClub) -> None:
    typed = FILES["sources/files.yml"].replace("visits.csv}", "visits.csv, columns: {day: date, minutes: integer}}")
    page = written(write_club, {"sources/files.yml": typed, "data/visits.csv": "reader,day,minutes,device\n"})
    assert (page["name"]["en"], page["star"]) == ("Weekly regulars", None)
