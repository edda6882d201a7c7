"""The tree and the explanation: their documents key by key, and the numbers in them worked out by hand.

regulars = active × share: 3 × 2/3 = 2 in the week of 12 January, 2 × 1/2 = 1 in that of the 19th.
Shapley: active took away (3 − 2)·(2/3 + 1/2)/2 = 7/12, the share (2/3 − 1/2)·(3 + 2)/2 = 5/12.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from beichen.errors import QueryError
from beichen.workspace.open import Workspace

from .club import METRICS, MODELS, TREE, VISITS
from .fixtures import OpenClub

MONDAYS = [date(2026, 1, day) for day in (5, 12, 19)]

TREE_KEYS = ["north_star", "grain", "period", "versus", "slice", "nodes", "edges", "unexplained", "leftovers"]
NODE_KEYS = ["metric", "label", "role", "owner", "value", "reason", "previous", "change", "status", "complete", "draft"]
EDGE_KEYS = ["parent", "child", "kind", "contribution", "share", "interval", "reason", "planned"]
EXPLAIN_KEYS = ["metric", "grain", "period", "versus", "before", "after", "change", "complete", "expected", "branches"]
EXPLAIN_KEYS += ["unexplained", "segments", "located", "events", "robustness", "sentence"]
BRANCH_KEYS = ["metric", "parent", "kind", "contribution", "share", "interval"]
SEGMENT_KEYS = ["metric", "segment", "before", "after", "contribution", "excess", "within", "mix"]


def by(rows: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


def test_tree_document_has_the_keys_of_the_contract(club: Workspace) -> None:
    document = club.tree().as_dict()

    assert list(document) == TREE_KEYS
    assert {tuple(node) for node in document["nodes"]} == {tuple(NODE_KEYS)}
    assert {tuple(edge) for edge in document["edges"]} == {tuple(EDGE_KEYS)}
    assert json.loads(json.dumps(document)) == document


def test_tree_shows_values_changes_and_contributions_of_the_last_whole_period(club: Workspace) -> None:
    document = club.tree().as_dict()
    nodes = by(document["nodes"], "metric")

    assert (document["north_star"], document["grain"]) == ("regulars", "week")
    assert (document["period"], document["versus"]) == ("2026-01-19", "2026-01-12")
    assert {name: (node["value"], node["previous"], node["change"]) for name, node in nodes.items()} == {
        "regulars": (1, 2, -1),
        "active": (2, 3, -1),
        "regular_share": (1 / 2, 2 / 3, 1 / 2 - 2 / 3),
        "short_share": (1 / 3, 1 / 5, 1 / 3 - 1 / 5),
    }
    assert {edge["child"]: edge["contribution"] for edge in document["edges"]} == {
        "active": pytest.approx(-7 / 12, rel=1e-9),
        "regular_share": pytest.approx(-5 / 12, rel=1e-9),
    }
    assert document["unexplained"] == 0
    assert (nodes["regulars"]["role"], nodes["regulars"]["owner"]) == ("north_star", "mo")


def test_tree_of_periods_that_are_asked_for(club: Workspace) -> None:
    earlier = club.tree(at=MONDAYS[1], versus=MONDAYS[0]).as_dict()
    backwards = club.tree(at=MONDAYS[0], versus=MONDAYS[2]).as_dict()
    alone = club.tree(at=MONDAYS[0]).as_dict()

    assert (earlier["nodes"][0]["value"], earlier["nodes"][0]["change"]) == (2, 0)
    assert (backwards["nodes"][0]["previous"], backwards["nodes"][0]["change"]) == (1, 1)
    assert sum(edge["contribution"] for edge in backwards["edges"]) == pytest.approx(1, rel=1e-9)
    assert (alone["versus"], alone["nodes"][0]["previous"], alone["nodes"][0]["change"]) == ("2025-12-29", None, None)
    assert {edge["contribution"] for edge in alone["edges"]} == {None}
    assert alone["unexplained"] is None


def test_tree_at_another_grain(club: Workspace) -> None:
    document = club.tree(grain="month").as_dict()

    assert (document["grain"], document["period"], document["versus"]) == ("month", "2026-01-01", "2025-12-01")
    assert document["nodes"][0]["value"] == 3  # ann, bo and cy read on two days or more
    assert not document["nodes"][0]["complete"]


def test_explanation_has_the_keys_of_the_contract(club: Workspace) -> None:
    document = club.explain().as_dict()

    assert list(document) == EXPLAIN_KEYS
    assert {tuple(branch) for branch in document["branches"]} == {tuple(BRANCH_KEYS)}
    assert {tuple(segment) for segment in document["segments"]} == {tuple(SEGMENT_KEYS)}
    assert document["expected"] == {"low": None, "high": None, "verdict": "undetermined", "reason": "too_short"}
    assert list(document["sentence"]) == ["en", "zh"]
    assert json.loads(json.dumps(document)) == document


def test_explanation_splits_the_change_over_the_tree(club: Workspace) -> None:
    document = club.explain().as_dict()
    branches = by(document["branches"], "metric")

    assert (document["before"], document["after"], document["change"]) == (2, 1, -1)
    assert branches["active"]["contribution"] == pytest.approx(-7 / 12, rel=1e-9)
    assert branches["active"]["share"] == pytest.approx(7 / 12, rel=1e-9)
    assert branches["regular_share"]["contribution"] == pytest.approx(-5 / 12, rel=1e-9)
    assert document["sentence"]["en"].startswith("regulars fell by 1 (−50.0%) to 1 in the week of 19 Jan 2026")
    assert document["sentence"]["zh"].startswith("2026年1月19日当周")


def test_segments_of_a_sum_add_up_to_its_change_and_come_largest_first(club: Workspace) -> None:
    segments = club.explain("minutes").as_dict()["segments"]
    shown = [(*s["segment"].items(), s["before"], s["after"], s["contribution"], s["excess"]) for s in segments]

    # 115 → 85: whoever loses 30/115 of their minutes has no excess
    assert shown[0] == (("device", "phone"), 35, 5, -30, pytest.approx(-30 + 35 * 30 / 115))
    for dimension in ("device", "region"):
        assert sum(s["contribution"] for s in segments if dimension in s["segment"]) == -30
        assert sum(s["excess"] for s in segments if dimension in s["segment"]) == pytest.approx(0)
    sizes = [abs(s["contribution"]) for s in segments]
    assert sizes == sorted(sizes, reverse=True)


def test_segments_of_a_ratio_split_into_within_and_mix(club: Workspace) -> None:
    """Share of regulars by region: north 1/1 → 0/1, south 1/1 → 1/1, unknown 0/1 → 0/0."""
    document = club.explain("regular_share").as_dict()
    regions = [s for s in document["segments"] if "region" in s["segment"]]

    assert sum(s["within"] + s["mix"] for s in regions) == pytest.approx(1 / 2 - 2 / 3, rel=1e-9)
    assert sum(s["contribution"] for s in regions) == pytest.approx(1 / 2 - 2 / 3, rel=1e-9)


def test_segments_that_do_not_add_up_say_so(club: Workspace) -> None:
    """An entity may be in several devices: what its segments gave cannot be told."""
    devices = [s for s in club.explain("active").as_dict()["segments"] if "device" in s["segment"]]

    assert {s["contribution"] for s in devices} == {None}
    assert [(s["segment"]["device"], s["before"], s["after"]) for s in devices] == [("phone", 2, 1), ("tablet", 1, 1)]


def test_metric_outside_the_tree_is_explained_by_its_segments_alone(club: Workspace) -> None:
    document = club.explain("longest").as_dict()

    assert document["branches"] == []
    assert (document["before"], document["after"], document["change"], document["unexplained"]) == (45, 50, 5, 0)
    assert "Guardrail" not in document["sentence"]["en"]


def test_metric_inside_the_tree_is_explained_from_there_down(club_with: OpenClub) -> None:
    tree = TREE.replace(
        "guardrails:",
        "  regular_share:\n    influences: [{metric: longest, because: long reads bring back}]\nguardrails:",
    )
    workspace = club_with({"tree.yml": tree})
    share = workspace.explain("regular_share").as_dict()
    root = workspace.explain().as_dict()

    assert [(b["metric"], b["parent"], b["kind"], b["contribution"]) for b in share["branches"]] == [
        ("longest", "regular_share", "influence", None),
        (None, "regular_share", "unexplained", share["change"]),
    ]
    assert (share["branches"][0]["estimate"], share["branches"][0]["reason"]) == (None, "too_few_periods")
    assert share["unexplained"] == share["change"]
    assert root["unexplained"] == 0
    assert {b["metric"]: b["kind"] for b in root["branches"] if b["metric"]} == {
        "active": "identity",
        "regular_share": "identity",
        "longest": "influence",
    }


def test_broken_guardrail_is_told_with_what_it_guards(club: Workspace) -> None:
    assert club.explain().as_dict()["sentence"]["en"].endswith("Guardrail broken: short_share was 33.3%, limit < 30%.")
    assert "short_share" not in club.explain("minutes").as_dict()["sentence"]["en"]


def test_metric_is_judged_at_its_own_grain_whatever_the_tree_shows(club_with: OpenClub) -> None:
    """Short visits by week: 1/6, 1/5, 1/3. By day: 0 on Sunday the 25th, 1 of 1 on Tuesday the 20th."""
    daily = METRICS.replace("denominator: visit_count, grain: week", "denominator: visit_count, grain: day")
    weekly = club_with()
    by_day = club_with({"metrics/visits.yml": daily})

    def status(workspace: Workspace, at: date) -> str:
        found: str = by(workspace.tree(at=at).as_dict()["nodes"], "metric")["short_share"]["status"]
        return found

    assert [status(weekly, at) for at in MONDAYS] == ["ok", "ok", "off"]
    assert status(by_day, MONDAYS[2]) == "ok"
    assert status(by_day, MONDAYS[1]) == "unknown"  # Sunday the 18th: nobody read
    assert by(by_day.tree().as_dict()["nodes"], "metric")["short_share"]["value"] == 1 / 3  # shown by week


def test_month_that_has_not_closed_judges_nobody(club_with: OpenClub) -> None:
    monthly = METRICS.replace("denominator: visit_count, grain: week", "denominator: visit_count, grain: month")
    workspace = club_with({"metrics/visits.yml": monthly})

    assert by(workspace.tree().as_dict()["nodes"], "metric")["short_share"]["status"] == "unknown"
    assert workspace.refresh().findings == ()


def test_period_that_has_not_closed_is_not_looked_at_unless_asked_and_said_to_be_partial(club_with: OpenClub) -> None:
    workspace = club_with({"data/visits.csv": VISITS + "ann,2026-01-27,60,phone\n"})

    assert workspace.tree().as_dict()["period"] == "2026-01-19"
    asked = workspace.explain(at=date(2026, 1, 26)).as_dict()
    assert (asked["after"], asked["complete"]) == (0, False)
    assert "of which the data hold only a part" in asked["sentence"]["en"]
    assert (asked["located"]["segments"], asked["located"]["reason"]) == ([], "partial_period")


@pytest.mark.parametrize(
    ("day", "message", "hint"),
    [
        (date(2026, 1, 20), "2026-01-20 is not the first day of a week", "the week that holds it is named 2026-01-19"),
        (
            date(2026, 2, 2),
            "the data have no week that begins on 2026-02-02",
            "the data have periods from 2026-01-05 to",
        ),
        (
            date(2025, 12, 29),
            "the data have no week that begins on 2025-12-29",
            "the data have periods from 2026-01-05",
        ),
    ],
)
def test_day_that_names_no_period_is_refused(club: Workspace, day: date, message: str, hint: str) -> None:
    for ask in (
        lambda: club.tree(at=day),
        lambda: club.explain(at=day),
        lambda: club.tree(at=MONDAYS[2], versus=day),
        lambda: club.explain("minutes", at=MONDAYS[2], versus=day),
    ):
        with pytest.raises(QueryError) as refused:
            ask()
        assert refused.value.message == message
        assert refused.value.hint is not None and refused.value.hint.startswith(hint)


def test_period_is_not_compared_with_itself(club: Workspace) -> None:
    for ask in (club.tree, club.explain):
        with pytest.raises(QueryError, match=f"{MONDAYS[2]} cannot be compared with itself"):
            ask(at=MONDAYS[2], versus=MONDAYS[2])


def test_weeks_that_begin_on_another_day_are_named_by_it(club_with: OpenClub) -> None:
    from .club import SETTINGS

    workspace = club_with({"beichen.yml": SETTINGS + "week_start: sunday\n"})
    document = workspace.tree().as_dict()

    assert (document["period"], document["versus"]) == ("2026-01-18", "2026-01-11")
    with pytest.raises(QueryError) as refused:
        workspace.tree(at=date(2026, 1, 19))
    assert refused.value.hint == "the week that holds it is named 2026-01-18"


def test_no_data_at_all_is_a_tree_of_unknowns(club_with: OpenClub) -> None:
    sources = "sources:\n  - {name: visits, type: file, path: data/visits.csv, columns: {reader: varchar, day: date, minutes: integer, device: varchar}}\n"
    models = MODELS.partition("  - name: readers")[0]
    workspace = club_with(
        {"sources/files.yml": sources, "models/visits.yml": models, "data/visits.csv": "reader,day,minutes,device\n"}
    )
    document = workspace.tree().as_dict()

    assert {node["status"] for node in document["nodes"]} == {"none", "unknown"}
    assert {node["complete"] for node in document["nodes"]} == {False}
    told = workspace.explain().as_dict()
    assert (told["period"], told["versus"], told["before"], told["after"]) == (None, None, None, None)
    with pytest.raises(QueryError, match="the data have no week that begins on 2026-01-05") as refused:
        workspace.tree(at=MONDAYS[0])
    assert refused.value.hint == "there are no data"
