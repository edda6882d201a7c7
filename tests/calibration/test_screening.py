"""Screening against worlds of which we know what carries value: benchmarks/screening.py is the long version."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

WORLDS = 32


def _worlds() -> ModuleType:
    """The generator beside this file, which the benchmark uses too."""
    spec = importlib.util.spec_from_file_location("screening_worlds", Path(__file__).with_name("screening_worlds.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found():
    worlds = _worlds()
    return worlds.tally(worlds.make_world(seed) for seed in range(WORLDS))


def test_the_score_ranks_behaviours_as_the_truth_does(found):
    assert np.mean(found.rank_correlations) >= 0.85
    assert np.mean(found.raw_rank_correlations) < 0.3  # so the worlds do mislead whoever only correlates


def test_no_gameable_behaviour_comes_among_the_first_three(found):
    assert sum(found.gamed) == 0  # 98% of 32 worlds is all of them
    assert np.mean(found.raw_gamed) > 0.2


def test_the_interval_of_a_link_holds_the_truth(found):
    assert 0.90 <= np.mean(found.covered) <= 0.98


def test_what_carries_value_is_not_refused_and_most_of_the_rest_is(found):
    assert np.mean(found.carriers_refused) <= 0.02
    assert np.mean(found.others_refused) >= 0.6


def test_the_demo_s_planted_pseudo_metrics_are_refused_and_the_habit_is_found(demo):
    document = demo.screen().as_dict()

    assert document["candidates"][0]["name"] == "days_listened"
    refused = {
        each["name"]: {r["code"] for r in each["rejected"]} for each in document["candidates"] if each["rejected"]
    }
    for name in ("app_starts", "pushes_opened"):
        assert "gameable" in refused[name]
    assert "financial" in refused["subscription_revenue"]
    assert refused["subscription_revenue_ytd"] == {"cumulative", "financial"}
    assert "traffic" in refused["sign_ups"]
    assert "weekly_engaged_listeners" not in refused
    weekly = next(each for each in document["thresholds"] if each["within_days"] == 7)
    assert (weekly["behaviour"], weekly["at_least"]) == ("days_listened", 3)
    assert document["journey"]["tells_most"] == "value"


def test_days_of_study_carry_the_value_and_clicks_are_a_pseudo_metric(oulad):
    document = oulad.screen().as_dict()

    behaviours = {each["name"]: each for each in document["candidates"] if each["kind"] == "behaviour"}
    links = {name: each["link"]["value"] for name, each in behaviours.items()}
    assert links["days_active"] > 3 * max(links[name] for name in links if name != "days_active")
    assert {"traffic", "gameable"} <= {refusal["code"] for refusal in behaviours["clicks"]["rejected"]}
    assert behaviours["clicks"]["link"]["raw"] > 0.4  # plain correlation cannot tell them apart
    assert not behaviours["days_active"]["rejected"]
    assert document["thresholds"][0]["behaviour"] == "days_active"


def test_revenue_is_refused_as_north_star_of_a_shop_and_offered_as_outcome(online_retail):
    found = {(each["kind"], each["name"]): each for each in online_retail.screen().as_dict()["candidates"]}

    revenue = found["metric", "gross_revenue"]
    assert [refusal["code"] for refusal in revenue["rejected"]] == ["financial"]
    assert revenue["offered_as"] == "outcome"
