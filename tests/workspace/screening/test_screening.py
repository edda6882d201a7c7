"""Screening a gym of which we know what carries value."""

from __future__ import annotations

import json

import pytest

import beichen
from beichen.errors import ProjectError, QueryError

from .company import FILES, write_gym


def test_what_carries_value_stands_and_pseudo_metrics_are_refused_with_reasons(gym):
    document = gym.screen().as_dict()

    found = {each["name"]: each for each in document["candidates"]}
    assert document["candidates"][0]["name"] in ("days_come", "regulars")
    assert not found["days_come"]["rejected"]
    assert found["days_come"]["link"]["low"] > 0
    codes = {name: [refusal["code"] for refusal in each["rejected"]] for name, each in found.items()}
    assert codes["reminders_opened"] == ["no_link", "gameable"]
    assert found["reminders_opened"]["link"]["raw"] > 0.3  # it goes with value all the same
    assert codes["visitors_ever"][0] == "cumulative"
    assert codes["visits_made"] == ["traffic"]  # no condition, and no value stated
    assert all(refusal["reason"]["zh"] for each in found.values() for refusal in each["rejected"])
    refused = [bool(each["rejected"]) for each in document["candidates"]]
    assert refused == sorted(refused)  # the refused come last


def test_a_part_is_a_value_with_its_interval_or_null_with_a_reason(gym):
    found = next(each for each in gym.screen().as_dict()["candidates"] if each["name"] == "days_come")

    value = found["parts"]["value"]
    assert 0 < value["low"] < value["value"] < value["high"] < 1
    assert found["parts"]["sensitivity"]["value"] is None
    assert found["parts"]["sensitivity"]["reason"]["en"].startswith("no past experiment")
    assert 0 <= found["score"]["low"] <= found["score"]["value"] <= found["score"]["high"] <= 100


def test_money_is_refused_and_offered_as_an_outcome(tmp_path):
    metrics = (
        "metrics:\n"
        "  - {name: fees, type: simple, model: visits, agg: sum, expr: member, unit: CNY, grain: week}\n"
        "  - {name: visits_made, type: simple, model: visits, agg: count, grain: week}\n"
        "  - {name: regulars, type: threshold, model: visits, entity: member, having: {n: {agg: count}}, where: n > 1, grain: week}\n"
    )
    candidates = (
        "cohort: {model: members, entity: member}\nwindow: 28 days\n"
        "value: [{name: stays, model: visits, agg: count, from: 28 days, to: 84 days}]\n"
        "behaviours: [{name: came, model: visits, agg: count}]\nmetrics: [fees]\n"
    )
    with beichen.open(write_gym(tmp_path, {"metrics/gym.yml": metrics, "candidates.yml": candidates})) as workspace:
        fees = next(each for each in workspace.screen().as_dict()["candidates"] if each["name"] == "fees")

    assert fees["rejected"][0]["code"] == "financial"
    assert fees["offered_as"] == "outcome"


def test_weights_change_the_score_and_not_what_was_found(gym):
    usual, breadth = gym.screen(), gym.screen(weights={"value": 0, "breadth": 1000})

    first, second = usual.find("days_come"), breadth.find("days_come")
    assert first.judged is second.judged  # nothing was computed again
    share = second.judged.parts["breadth"].value
    assert second.score[0] == pytest.approx(100 * share, abs=8)
    assert first.score[0] != second.score[0]


@pytest.mark.parametrize(
    ("weights", "said"),
    [({"charm": 1.0}, "no part 'charm'"), ({"value": -1.0}, "no weight"), ({"value": float("nan")}, "no weight")],
)
def test_impossible_weights_are_refused(gym, weights, said):
    with pytest.raises(QueryError, match=said):
        gym.screen(weights=weights)


def test_a_project_without_candidates_is_told_what_to_write(tmp_path):
    folder = write_gym(tmp_path, members=3)
    (folder / "candidates.yml").unlink()
    with beichen.open(folder) as workspace, pytest.raises(ProjectError, match="no candidates") as refused:
        workspace.screen()
    assert "candidates.yml" in refused.value.hint


def test_candidates_without_a_later_value_are_told_to_name_one(tmp_path):
    text = FILES["candidates.yml"]
    changed = "\n".join(line for line in text.splitlines() if not line.startswith("value:")) + "\n"
    folder = write_gym(tmp_path, {"candidates.yml": changed}, members=3)
    with beichen.open(folder) as workspace, pytest.raises(ProjectError, match="no later value") as refused:
        workspace.screen()
    assert refused.value.where.file == "candidates.yml"


def test_a_number_that_is_not_finite_spoils_nothing(tmp_path):
    text = FILES["candidates.yml"].replace(
        "metrics: [regulars",
        "  - {name: endless, model: visits, agg: sum, expr: \"case when member = 7 then cast('infinity' as double) else 1 end\"}\n"
        "metrics: [regulars",
    )
    with beichen.open(write_gym(tmp_path, {"candidates.yml": text})) as workspace:
        json.dumps(workspace.screen().as_dict(), allow_nan=False)


def test_with_too_few_entities_nothing_is_judged_and_the_reason_is_said(tmp_path):
    with beichen.open(write_gym(tmp_path, members=40)) as workspace:
        document = workspace.screen().as_dict()

    assert document["thresholds"] == []
    for each in document["candidates"]:
        assert each["score"] == {"value": None, "low": None, "high": None}
        assert each["parts"]["value"]["reason"]["en"]


def test_a_threshold_is_a_metric_ready_to_be_saved(gym):
    from beichen.workspace.screening.proposing import find_proposal, propose_saving

    threshold = next(each for each in gym.screen().thresholds if each.within_days == 7)
    assert threshold.behaviour == "days_come"
    assert 1 < threshold.found.low <= threshold.found.lift <= threshold.found.high
    assert threshold.found.others < 1

    proposal = propose_saving(gym, find_proposal(gym.screen().thresholds, threshold.name))
    edit = gym.changes.apply(proposal, if_match=proposal.tag)
    spec = gym.project.metrics[threshold.name].spec
    assert spec.where == f"times >= {threshold.found.at_least:g}"
    assert gym.query(threshold.name)
    gym.changes.undo(edit.id)
    assert threshold.name not in gym.project.metrics
