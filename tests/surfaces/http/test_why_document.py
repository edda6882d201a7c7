"""The document of the Why page, by the numbers that the club's visits give by hand."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import WriteClub
from .conftest import HOME

# 2 regulars of 3 active readers, then 1 of 2: the rate 2/3 → 1/2, each driver at the mean of the other.
BY_ACTIVE = (2 - 3) * (2 / 3 + 1 / 2) / 2
BY_SHARE = (1 / 2 - 2 / 3) * (3 + 2) / 2

INITIATIVES = """\
initiatives:
  - name: phones
    label: {en: Shelf for phones, zh: 手机寄存架}
    owner: mo
    metrics: [active]
    from: 2026-01-14
  - name: far
    label: {en: Long ago, zh: 很久以前}
    owner: mo
    metrics: [active]
    from: 2025-01-01
    until: 2025-02-01
  - name: beside
    label: {en: Elsewhere, zh: 别处}
    owner: mo
    metrics: [minutes]
    from: 2026-01-20
"""


def why(client: TestClient, asked: str) -> Any:
    response = client.get(f"/api/v1/pages/why/{asked}")
    assert response.status_code == 200, response.text
    return response.json()


def test_change_is_named_with_both_periods_and_readings(client: TestClient) -> None:
    page = why(client, "regulars")
    assert (page["period"]["start"], page["versus"]["start"]) == ("2026-01-19", "2026-01-12")
    assert (page["previous"]["value"], page["reading"]["value"], page["change"]["amount"]) == (2, 1, -1)
    assert (page["change"]["tone"], page["told"], page["grain"]) == ("bad", "split", "week")
    assert page["owner"]["name"] == "Mo Okafor"


def test_every_branch_has_its_own_values_and_its_part_of_the_change(client: TestClient) -> None:
    active, share = why(client, "regulars")["branches"]
    assert (active["metric"], active["depth"], active["before"], active["after"]) == ("active", 1, 3, 2)
    assert (share["metric"], share["before"], share["after"]) == ("regular_share", pytest.approx(2 / 3), 0.5)
    assert active["contribution"] == pytest.approx(BY_ACTIVE)
    assert share["contribution"] == pytest.approx(BY_SHARE)
    assert (active["reach"], share["reach"]) == (1, pytest.approx(BY_SHARE / BY_ACTIVE))


def test_way_down_follows_the_driver_that_did_most(client: TestClient) -> None:
    [step] = why(client, "regulars")["path"]
    assert (step["metric"], step["contribution"]) == ("active", pytest.approx(BY_ACTIVE))


def test_unexplained_is_told_even_when_there_is_none(client: TestClient) -> None:
    assert why(client, "regulars")["unexplained"] == 0


def test_periods_may_be_named_in_either_order(client: TestClient) -> None:
    page = why(client, "regulars?at=2026-01-12&versus=2026-01-19")
    assert (page["previous"]["value"], page["reading"]["value"], page["change"]["amount"]) == (1, 2, 1)
    assert page["path"][0]["contribution"] == pytest.approx(-BY_ACTIVE)


def test_segments_come_by_dimension_with_their_parts(client: TestClient) -> None:
    [device] = why(client, "minutes")["dimensions"]  # 115 → 85: phone 35 → 5, tablet 80 → 80
    assert (device["dimension"], device["adds_up"], device["left_out"]) == ("device", True, 1)
    [phone] = device["rows"]
    assert (phone["value"], phone["before"], phone["after"], phone["contribution"]) == ("phone", 35, 5, -30)
    assert phone["excess"] == pytest.approx(-30 - 35 * (85 / 115 - 1))


def test_dimension_whose_segments_do_not_make_up_the_total_says_so(client: TestClient) -> None:
    [device] = why(client, "active")["dimensions"]  # a reader may use both
    assert (device["adds_up"], device["rows"]) == (False, [])


def test_metric_without_change_says_that_there_is_none(client: TestClient) -> None:
    page = why(client, "regulars?at=2026-01-12")  # 2 and 2, of 3 and 3
    assert (page["told"], page["change"]["direction"], page["path"]) == ("still", "flat", [])


def test_metric_without_drivers_says_so_and_has_segments(client: TestClient) -> None:
    page = why(client, "minutes")
    assert (page["told"], page["branches"], page["steps"]) == ("no_drivers", [], [])
    assert page["segments"][0]["value"] == "phone"


def test_period_that_has_not_closed_is_not_split(client: TestClient) -> None:
    page = why(client, "regulars?grain=month")
    assert page["told"] in {"partial", "nothing_before"}
    assert page["period"]["complete"] is False
    assert (page["steps"], page["branches"], page["segments"]) == ([], [], [])


def test_what_happened_to_the_metric_or_its_drivers_in_those_days_coincides(write_club: WriteClub) -> None:
    with beichen.open(write_club(changed={"initiatives/all.yml": INITIATIVES})) as workspace:
        page = why(TestClient(create_app(workspace), base_url=HOME), "regulars")
    [event] = page["events"]
    assert (event["kind"], event["on"], event["until"]) == ("initiative", "2026-01-14", None)
    assert event["text"] == {"en": "Shelf for phones", "zh": "手机寄存架"}
    assert [metric["metric"] for metric in event["about"]] == ["active"]
    assert event["author"] == "Mo Okafor"


def test_unknown_metric_is_a_problem_with_a_suggestion(client: TestClient) -> None:
    response = client.get("/api/v1/pages/why/regular")
    assert (response.status_code, response.json()["hint"]) == (404, "did you mean 'regulars'?")


def test_where_the_change_sits_is_told_with_the_reason_where_no_segment_is_named(client: TestClient) -> None:
    located = why(client, "minutes")["located"]

    assert located["rows"] == []  # three visits say nothing of chance
    assert located["reason"]["en"] == "no segment stands out from the noise"
