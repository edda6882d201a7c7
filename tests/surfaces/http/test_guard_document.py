"""The guard page's document, from the numbers that the radio's weeks give by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from beichen.faces.http.app import create_app

from ...workspace.guarding.radio import open_radio
from .conftest import HOME


@pytest.fixture
def radio(tmp_path: Path) -> Iterator[TestClient]:
    """The radio in the second week in which its listeners are bought with complaints."""
    with open_radio(tmp_path, weeks=14) as workspace:
        workspace.refresh()
        yield TestClient(create_app(workspace), base_url=HOME)


def test_guardrail_has_its_rule_its_trade_and_the_segment_in_both_languages(radio: TestClient) -> None:
    page = radio.get("/api/v1/pages/guard").json()

    [row] = page["guardrails"]
    assert (row["status"], row["since"]["start"], row["reason"]) == ("firing", "2026-03-30", None)
    assert row["rule"] == {"en": "up while what it watches is up", "zh": "守护对象向好时自身上升"}
    assert row["trade"]["segment"] == {"en": "channel: paid", "zh": "channel：paid"}
    assert row["trade"]["before"] == pytest.approx(90)
    assert [team["id"] for team in page["teams"]] == ["growth", "care"]


def test_earlier_period_is_told_as_it_was_then(radio: TestClient) -> None:
    page = radio.get("/api/v1/pages/guard?at=2026-03-23").json()

    assert (page["guardrails"][0]["status"], page["guardrails"][0]["trade"]) == ("quiet", None)
    assert page["period"]["start"] == "2026-03-23"


def test_undetermined_guardrail_says_why(radio: TestClient) -> None:
    [row] = radio.get("/api/v1/pages/guard?at=2026-01-19").json()["guardrails"]

    assert (row["status"], row["reason"]["zh"]) == ("undetermined", "历史数据太短")


def test_history_is_a_list_of_its_own_by_metric_and_by_whether_it_goes_on(radio: TestClient) -> None:
    [episode] = radio.get("/api/v1/episodes?state=ongoing").json()["episodes"]

    assert (episode["rule"], episode["began"]["start"], episode["over"]) == ("condition", "2026-03-30", None)
    assert radio.get("/api/v1/episodes?metric=listeners").json()["episodes"] == [episode]
    assert radio.get("/api/v1/episodes?metric=complaints").json()["episodes"] == []


def test_north_star_and_both_metrics_show_the_episode_that_goes_on(radio: TestClient) -> None:
    pages = ("pages/north-star", "metrics/listeners", "metrics/complaint_rate")

    for page in pages:
        assert [e["metric"]["metric"] for e in radio.get(f"/api/v1/{page}").json()["episodes"]] == ["complaint_rate"]
    assert radio.get("/api/v1/metrics/complaints").json()["episodes"] == []
