"""The tree within one value of a dimension: the engine's own segments, split as totals are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from beichen.domain.time import Grain
from beichen.errors import QueryError
from beichen.workspace.open import Workspace
from beichen.workspace.slicing import Slice, SliceChoice, read_slice

from .club import METRICS, SOURCES, TREE, open_club
from .fixtures import OpenClub

LOANS = {
    "sources/files.yml": SOURCES + "  - {name: loans, type: file, path: data/loans.csv}\n",
    "data/loans.csv": "day\n2026-01-12\n2026-01-19\n2026-01-25\n",
    "models/loans.yml": "semantic_models: [{name: loans, table: loans, time: {column: day}, entities: [{name: loan, expr: day}]}]\n",
    "metrics/visits.yml": METRICS + "  - {name: loans, type: simple, model: loans, agg: count, grain: week}\n",
    "tree.yml": TREE.replace("regular_share}", "regular_share, influences: [{metric: loans, because: so}]}"),
}

SPAN = (Grain.WEEK, date(2026, 1, 5), date(2026, 1, 26))


def nodes(view: Any) -> dict[str, tuple[Any, Any]]:
    return {node["metric"]: (node["previous"], node["value"]) for node in view.as_dict()["nodes"]}


def contributions(view: Any) -> dict[str, Any]:
    return {edge["child"]: edge["contribution"] for edge in view.as_dict()["edges"]}


def test_every_metric_shows_the_segment_and_the_change_is_split_within_it(club: Workspace) -> None:
    # north: ann on two days in the second week, cy on one in the third
    view = club.tree(within="region=north")

    assert nodes(view) == {"regulars": (1, 0), "active": (1, 1), "regular_share": (1, 0), "short_share": (0, 1)}
    assert contributions(view) == {"active": 0, "regular_share": -1}
    assert view.as_dict()["slice"] == {"region": "north"}
    assert view.as_dict()["unexplained"] == 0


def test_segments_of_an_event_are_the_engine_s_own_and_do_not_add_up(club: Workspace) -> None:
    # in the second week ann and bo are regulars, ann on the phone, bo on the tablet; dee is active on the phone
    phone, tablet = nodes(club.tree(within="device=phone")), nodes(club.tree(within="device=tablet"))

    assert (phone["active"], tablet["active"]) == ((2, 1), (1, 1))
    assert (phone["regulars"], tablet["regulars"]) == ((1, 0), (1, 1))


def test_rows_without_a_value_are_a_slice_of_their_own(club: Workspace) -> None:
    # dee, of whom nothing is known, came once in the second week and not in the third
    view = club.tree(within="region")
    document = view.as_dict()

    assert nodes(view) == {"regulars": (0, 0), "active": (1, 0), "regular_share": (0, None), "short_share": (1, None)}
    assert document["slice"] == {"region": None}
    assert contributions(view) == {"active": None, "regular_share": None}
    assert document["leftovers"] == [
        {"parent": "regulars", "contribution": 0, "share": None, "reason": "part_undetermined"}
    ]


def test_nothing_is_judged_within_a_slice(club: Workspace) -> None:
    statuses = {node["metric"]: node["status"] for node in club.tree().as_dict()["nodes"]}
    sliced = {node["status"] for node in club.tree(within="region=north").as_dict()["nodes"]}

    assert statuses["short_share"] == "off"
    assert sliced == {"none"}


def test_metric_without_the_dimension_has_no_value_and_says_so(club_with: OpenClub) -> None:
    workspace = club_with(LOANS)
    (loans,) = [node for node in workspace.tree(within="region=south").as_dict()["nodes"] if node["metric"] == "loans"]

    assert (loans["value"], loans["previous"], loans["reason"]) == (None, None, "no_dimension")
    assert "loans" not in workspace.sliced_series(["loans", "active"], *SPAN, within="region=south")


def test_slice_is_the_same_before_and_after_it_is_kept(club_with: OpenClub) -> None:
    workspace = club_with()
    asked = {grain: workspace.tree(within="region=north", grain=grain).as_dict() for grain in ("week", "month")}
    workspace.refresh()

    assert {grain: workspace.tree(within="region=north", grain=grain).as_dict() for grain in asked} == asked
    assert asked["month"]["nodes"][0]["value"] is not None


def test_choices_are_the_north_star_s_with_their_values(club_with: OpenClub) -> None:
    workspace = club_with(LOANS)
    workspace.refresh()

    assert workspace.slice_choices() == (
        SliceChoice("device", 4, ("tablet", "phone")),
        SliceChoice("region", 4, ("south", "north", None)),
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("region=north", Slice("region", "north")),
        ("region:north", Slice("region", "north")),
        ("region=a=b:c", Slice("region", "a=b:c")),
        ("region=", Slice("region", "")),
        ("region", Slice("region", None)),
    ],
)
def test_slice_is_read_as_it_is_written(club: Workspace, text: str, read: Slice) -> None:
    assert read_slice(club, text) == read


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("regoin=north", "no metric of the tree has the dimension 'regoin'", "did you mean 'region'?"),
        ("region=nroth", "nothing in these periods has the value 'nroth' of 'region'", "did you mean 'north'?"),
        ("device", "nothing in these periods has no value of 'device'", None),
    ],
)
def test_slice_that_is_not_there_is_refused(club: Workspace, text: str, message: str, hint: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        club.tree(within=text)
    assert caught.value.message == message
    if hint is not None:
        assert caught.value.hint == hint


def test_draft_stands_in_the_tree_and_its_identity_waits(tmp_path: Any) -> None:
    changes = {
        "metrics/visits.yml": METRICS + "  - {name: later, draft: true, owner: mo, unit: readers}\n",
        "tree.yml": TREE.replace("active * regular_share", "active * later"),
    }
    with open_club(tmp_path / "club", changes) as workspace:
        workspace.refresh()
        view = workspace.tree()
    document = view.as_dict()
    (later,) = [node for node in document["nodes"] if node["draft"]]

    assert (later["metric"], later["value"], later["reason"], later["owner"]) == ("later", None, "draft", "mo")
    assert nodes(view)["active"] == (3, 2)
    assert [(edge["child"], edge["contribution"], edge["reason"], edge["planned"]) for edge in document["edges"]] == [
        ("active", None, "planned", True),
        ("later", None, "planned", True),
    ]
    assert document["leftovers"] == []


def test_draft_has_no_answer_and_says_who_is_asked(club_with: OpenClub) -> None:
    workspace = club_with({"metrics/visits.yml": METRICS + "  - {name: later, draft: true, owner: mo}\n"})
    for ask in (workspace.query, workspace.explain, workspace.sql):
        with pytest.raises(QueryError) as caught:
            ask("later")
        assert caught.value.message == "metric 'later' is a draft: it has no definition yet"
        assert caught.value.hint == "Mo Okafor is asked to define it"
