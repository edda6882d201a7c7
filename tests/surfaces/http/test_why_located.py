"""Where a change sits, as the Why page is told it: from the document of an explanation."""

from __future__ import annotations

from typing import Any

import pytest

from beichen.faces.http.pages.why_located import SHOWN, located_of
from beichen.project.read import read_project

from ..conftest import WriteClub

HERE = {
    "metric": "visit_count",
    "segment": {"device": "phone"},
    "before": 100,
    "after": 40,
    "contribution": -60,
    "excess": -50.5,
    "within": None,
    "mix": None,
    "confidence": 0.9999,
    "reason": None,
}
APART = HERE | {"contribution": None, "excess": None, "reason": "not_additive", "confidence": 0.97}


@pytest.fixture
def told(write_club: WriteClub) -> Any:
    project = read_project(write_club())

    def tell(*segments: dict[str, Any], metric: str = "visit_count", **rest: Any) -> Any:
        found = {"segments": list(segments), "residual": -4, "reason": None, "left_out": []} | rest
        return located_of(project, {"metric": metric, "located": found}).model_dump(mode="json")

    return tell


def test_bars_are_measured_by_the_largest_of_the_same_metric(told: Any) -> None:
    rows = told(HERE, HERE | {"contribution": 15}, HERE | {"metric": "minutes", "contribution": 3_000})["rows"]

    assert [row["reach"] for row in rows] == [1, 0.25, 1]
    assert [row["own"] for row in rows] == [True, True, False]


def test_confidence_is_told_in_words_with_its_number(told: Any) -> None:
    rows = told(*(HERE | {"confidence": each} for each in (0.9999, 0.97, 0.912)))["rows"]

    assert [row["sure"]["en"] for row in rows] == [
        "almost certain (over 99.9%)",
        "very likely (97.0%)",
        "likely (91.2%)",
    ]
    assert rows[1]["sure"]["zh"] == "非常可能（97.0%）"


def test_segment_without_a_contribution_says_why_and_leaves_no_rest(told: Any) -> None:
    page = told(APART)

    [row] = page["rows"]
    assert (row["contribution"], row["reason"]["en"]) == (None, "the parts do not add up to the total")
    assert page["residual"] is None  # it is no rest of anything that is shown
    assert told(HERE)["residual"] == -4
    assert told(HERE, metric="minutes")["residual"] is None


def test_more_segments_than_fit_are_counted(told: Any) -> None:
    page = told(*[HERE] * (SHOWN + 3))

    assert (len(page["rows"]), page["left"]) == (SHOWN, 3)


def test_nothing_found_says_why_and_along_what_was_not_looked(told: Any) -> None:
    left_out = [{"metric": "active", "dimension": name, "reason": "too_wide"} for name in ("card", "device")]

    page = told(reason="everywhere", left_out=left_out)

    assert (page["rows"], page["reason"]["zh"]) == ([], "各细分的变化基本一致")
    [row] = page["left_out"]
    assert (row["metric"]["metric"], row["dimensions"]) == ("active", {"en": "card, device", "zh": "card、device"})
    assert row["reason"]["en"] == "the dimension has too many values"
