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
