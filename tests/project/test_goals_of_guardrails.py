"""A target on a guardrail is a bound: nobody is on the way to fewer complaints while there are too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from beichen.domain.goal import KeyResult
from beichen.domain.tree import Limit
from beichen.project.read import read_project

from ..workspace.guarding.radio import write_radio

GOALS = """\
objectives:
  - name: peace
    owner: ben
    from: 2026-01-05
    by: 2026-06-30
    key_results:
      - {{metric: {metric}, {aim}}}
"""


def key_result(folder: Path, metric: str, aim: str) -> KeyResult:
    write_radio(folder)
    (folder / "goals").mkdir()
    (folder / "goals" / "goals.yml").write_text(GOALS.format(metric=metric, aim=aim), encoding="utf-8")
    [objective] = read_project(folder).objectives
    return objective.key_results[0]


def test_target_on_a_guardrail_is_kept_as_a_bound_in_its_good_direction(tmp_path: Path) -> None:
    found = key_result(tmp_path, "complaint_rate", "target: 0.08")

    assert (found.keep, found.target) == (Limit("<=", 0.08, "<= 8%"), None)


@pytest.mark.parametrize(
    ("metric", "aim"), [("listeners", "target: 2000"), ("complaint_rate", "start: 0.1, target: 0.08")]
)
def test_target_of_another_metric_and_one_with_a_start_are_ways_to_go(tmp_path: Path, metric: str, aim: str) -> None:
    found = key_result(tmp_path, metric, aim)

    assert found.keep is None
    assert found.target in {2000, 0.08}


def test_limit_to_keep_stays_as_it_is_written(tmp_path: Path) -> None:
    found = key_result(tmp_path, "complaint_rate", 'keep: "< 9%"')

    assert found.keep == Limit("<", 0.09, "< 9%")
