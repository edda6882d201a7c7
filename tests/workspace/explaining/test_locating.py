"""Changes planted in a small library are located where they were planted; where none was, nothing is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from beichen.domain.observation import Observation, Reason
from beichen.domain.time import Grain
from beichen.workspace.explaining import locating, looking
from beichen.workspace.explaining.explanation import by_one_dimension
from beichen.workspace.explaining.leaftable import LeafTable, Leaves
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.explaining.looking import Look
from beichen.workspace.open import Workspace
from beichen.workspace.periods import Pair

from .library import (
    BEFORE,
    MODELS,
    WEEK,
    Plant,
    fewer,
    fewer_loans,
    less_money,
    once_a_week,
    open_library,
    write_library,
)

OpenLibrary = Callable[..., Workspace]
ALL_COUNTED = ("regulars", "active", "regular_share", "visit_count", "loans", "loan_share", "visits_per_reader")


@pytest.fixture
def library_with(tmp_path: Path) -> Iterator[OpenLibrary]:
    """Open the library with a change planted in its second week."""
    opened: list[Workspace] = []

    def open_planted(plant: Plant | None = None, **more: Any) -> Workspace:
        opened.append(open_library(tmp_path / f"library {len(opened)}", plant, **more))
        return opened[-1]

    yield open_planted
    for workspace in opened:
        workspace.close()


def located(workspace: Workspace, metric: str) -> dict[str, Any]:
    found: dict[str, Any] = workspace.explain(metric, at=WEEK, versus=BEFORE).as_dict()["located"]
    return found


def named(document: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    return [(one["metric"], one["segment"]) for one in document["segments"]]


def test_count_is_located_in_two_dimensions_at_once(library_with: OpenLibrary) -> None:
    workspace = library_with(fewer(0.4, region="north", device="phone"))

    document = located(workspace, "visit_count")

    assert named(document) == [("visit_count", {"device": "phone", "region": "north"})]
    [one] = document["segments"]
    by_hand = {
        (row.period, *(value for _, value in row.segment)): row.value
        for row in workspace.query("visit_count", by=["device", "region"])
    }
    was, now = by_hand[BEFORE, "phone", "north"], by_hand[WEEK, "phone", "north"]
    assert (one["before"], one["after"], one["contribution"], one["reason"]) == (was, now, now - was, None)
    total = {row.period: row.value for row in workspace.query("visit_count")}
    assert one["contribution"] + document["residual"] == total[WEEK] - total[BEFORE]
    assert one["confidence"] > 0.99
    assert (one["within"], one["mix"], document["reason"]) == (None, None, None)


def test_segments_of_the_document_hold_what_was_located_too_the_largest_first(library_with: OpenLibrary) -> None:
    document = library_with(fewer(0.4, region="north", device="phone")).explain("visit_count", at=WEEK).as_dict()

    segments = document["segments"]
    assert {"device": "phone", "region": "north"} in [row["segment"] for row in segments]
    sizes = [abs(row["contribution"]) for row in segments]
    assert sizes == sorted(sizes, reverse=True)
    devices = [row for row in by_one_dimension(document) if "device" in row["segment"]]
    assert sum(row["contribution"] for row in devices) == document["change"]
    assert all(len(row["segment"]) == 1 for row in by_one_dimension(document))


def test_rate_is_located_by_its_parts(library_with: OpenLibrary) -> None:
    document = located(library_with(fewer_loans(0.4, plan="free", region="south")), "loan_share")

    assert named(document) == [("loan_share", {"plan": "free", "region": "south"})]
    [one] = document["segments"]
    assert one["before"] == pytest.approx(0.4, abs=0.05)
    assert one["after"] == pytest.approx(0.16, abs=0.05)
    assert one["within"] + one["mix"] == pytest.approx(one["contribution"])
    assert one["within"] < 10 * abs(one["mix"]) * -1


def test_segment_of_a_distinct_count_that_is_no_property_of_readers_has_its_own_numbers_and_no_contribution(
    library_with: OpenLibrary,
) -> None:
    workspace = library_with(fewer(0.4, device="tablet"))

    [one] = located(workspace, "active")["segments"]

    own = {row.period: row.value for row in workspace.query("active", by=["device"]) if row.segment[0][1] == "tablet"}
    assert (one["metric"], one["segment"]) == ("active", {"device": "tablet"})
    assert (one["before"], one["after"]) == (own[BEFORE], own[WEEK])
    assert (one["contribution"], one["excess"], one["reason"]) == (None, None, "not_additive")


def test_segment_that_came_less_starts_at_the_number_of_the_active(library_with: OpenLibrary) -> None:
    workspace = library_with(lambda visit, _: None if visit.region == "east" and visit.reader % 5 < 3 else visit)

    document = located(workspace, "regulars")

    assert named(document) == [("active", {"region": "east"})]
    [one] = document["segments"]
    own = {row.period: row.value for row in workspace.query("active", by=["region"]) if row.segment[0][1] == "east"}
    assert (one["before"], one["after"], one["contribution"]) == (own[BEFORE], own[WEEK], own[WEEK] - own[BEFORE])
    assert located(workspace, "active")["segments"][0]["segment"] == {"region": "east"}


def test_segment_that_came_on_fewer_days_starts_at_the_share_of_regulars(library_with: OpenLibrary) -> None:
    workspace = library_with(once_a_week(region="east"))

    document = located(workspace, "regulars")

    assert named(document) == [("regular_share", {"region": "east"})]
    [one] = document["segments"]
    assert one["after"] == 0
    assert one["within"] == pytest.approx(one["contribution"], rel=0.05)


def test_money_is_located_although_amounts_scatter(library_with: OpenLibrary) -> None:
    document = located(library_with(less_money(0.35, plan="paid", region="west")), "money")

    assert named(document) == [("money", {"plan": "paid", "region": "west"})]
    [one] = document["segments"]
    assert one["after"] / one["before"] == pytest.approx(0.35, abs=0.08)


def test_mean_amount_is_located(library_with: OpenLibrary) -> None:
    document = located(library_with(less_money(0.35, device="web")), "money_per_visit")

    assert named(document) == [("money_per_visit", {"device": "web"})]


def test_segments_that_moved_against_each_other_beside_a_common_fall_are_both_named(library_with: OpenLibrary) -> None:
    keep = {"north": 0.4, "south": 0.7, "east": 0.7, "west": 1.0}

    workspace = library_with(lambda visit, random: visit if random.random() < keep[visit.region] else None)

    document = located(workspace, "visit_count")
    assert sorted(segment["region"] for _, segment in named(document)) == ["north", "west"]
    excess = {one["segment"]["region"]: one["excess"] for one in document["segments"]}
    assert excess["north"] < 0 < excess["west"]


@pytest.mark.parametrize("seed", range(3))
def test_weeks_that_differ_by_chance_alone_name_nothing(library_with: OpenLibrary, seed: int) -> None:
    workspace = library_with(seed=seed + 10)

    for metric in (*ALL_COUNTED, "money", "money_per_visit"):
        document = located(workspace, metric)
        assert (document["segments"], document["reason"]) == ([], "nothing_stands_out"), metric


def test_fall_that_all_segments_share_names_none(library_with: OpenLibrary) -> None:
    workspace = library_with(fewer(0.7))

    assert {metric: located(workspace, metric)["reason"] for metric in ("visit_count", "loans", "money")} == {
        "visit_count": "everywhere",
        "loans": "everywhere",
        "money": "everywhere",
    }
    assert located(workspace, "active")["segments"] == []


@pytest.mark.parametrize("metric", ["money_p90", "score"])
def test_metric_that_does_not_add_up_is_not_located_and_says_so(library_with: OpenLibrary, metric: str) -> None:
    document = located(library_with(fewer(0.3, region="north")), metric)

    assert (document["segments"], document["residual"], document["reason"]) == ([], None, "not_additive")
    assert {one["reason"] for one in document["left_out"]} == {"not_additive"}


def test_period_that_has_not_closed_is_not_located(library_with: OpenLibrary) -> None:
    workspace = library_with(lambda visit, _: visit if visit.day < WEEK.replace(day=15) else None)

    assert located(workspace, "visit_count") == {
        "segments": [],
        "residual": None,
        "reason": "partial_period",
        "left_out": [],
    }


WIDE = MODELS.replace(
    "      - {name: device, expr: device, scope: event}\n",
    "      - {name: device, expr: device, scope: event}\n      - {name: card, expr: reader, scope: event}\n",
)


def test_dimension_with_too_many_values_is_left_out_and_named(library_with: OpenLibrary) -> None:
    document = located(library_with(fewer(0.4, region="north"), models=WIDE), "visit_count")

    assert named(document) == [("visit_count", {"region": "north"})]
    assert document["left_out"] == [{"metric": "visit_count", "dimension": "card", "reason": "too_wide"}]


def test_widest_dimensions_are_left_out_until_the_leaves_are_few_enough(library_with: OpenLibrary) -> None:
    workspace = library_with()
    [was, now] = workspace.series(["visit_count"], Grain.WEEK)["visit_count"]
    leaves = Leaves(workspace, Pair(Grain.WEEK, WEEK, BEFORE), most=6)

    dimensions, _ = leaves.dimensions("visit_count")
    table, left_out = leaves.ask("visit_count", list(dimensions), (was, now), ratio=False)

    assert list(dimensions) == ["plan", "device", "region"]  # 2, 3 and 4 values: 24 leaves
    assert isinstance(table, LeafTable)
    assert table.dimensions == ("device", "plan")  # the rows' own first
    assert [(one.dimension, one.reason) for one in left_out] == [("region", Reason.TOO_WIDE)]


def test_dimension_that_readers_turn_out_to_change_is_not_summed(library_with: OpenLibrary) -> None:
    changing = MODELS.replace("device, scope: event", "device, scope: entity")
    workspace = library_with(fewer(0.4, device="tablet"), models=changing)

    [one] = located(workspace, "active")["segments"]

    assert (one["segment"], one["contribution"], one["reason"]) == ({"device": "tablet"}, None, "not_additive")


def test_what_was_located_is_kept_and_not_asked_for_again(
    library_with: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = library_with(fewer(0.4, region="north"))
    workspace.refresh()
    looked: list[str] = []

    def look(leaves: Leaves, metric: str, ends: tuple[Observation, Observation]) -> Look:
        looked.append(metric)
        return looking.look(leaves, metric, ends)

    monkeypatch.setattr(locating, "look", look)

    first = workspace.explain("regulars").located
    again = workspace.explain("regulars").located

    assert looked == []  # it was at the refresh
    assert first == again
    assert [one.segment for one in first.segments] == [(("region", "north"),)]


def test_what_was_located_is_located_anew_once_the_data_or_the_formula_are_others(tmp_path: Path) -> None:
    folder = write_library(tmp_path, fewer(0.4, region="north"))
    with open_library(folder, fewer(0.4, region="north")) as workspace:
        assert named(located(workspace, "visit_count")) == [("visit_count", {"region": "north"})]

        write_library(folder, fewer(0.4, region="south"))

        assert named(located(workspace, "visit_count")) == [("visit_count", {"region": "south"})]


def test_document_is_read_back_as_the_value_that_it_was_made_of(library_with: OpenLibrary) -> None:
    for plant, metric in ((fewer(0.4, region="north"), "regulars"), (fewer(0.4, device="tablet"), "active")):
        value = library_with(plant).explain(metric, at=WEEK, versus=BEFORE).located

        assert value.segments
        assert LocatedChange.from_dict(value.as_dict()) == value


def test_sentence_names_what_was_located(library_with: OpenLibrary) -> None:
    told = library_with(fewer(0.4, region="north", device="phone")).explain("visit_count", at=WEEK, versus=BEFORE)

    amount = told.as_dict()["located"]["segments"][0]["contribution"]
    assert f"most of it in device phone × region north (−{-amount:,})" in told.sentence.en
    assert f"大部分来自 device phone × region north（−{-amount:,}）" in told.sentence.zh
