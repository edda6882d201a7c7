from __future__ import annotations

from datetime import date
from pathlib import Path

from beichen.project.read import read_project
from beichen.workspace.guarding.stakes import Stake, pairs_across, pairs_of, stakes_on

from .radio import write_radio

GOALS = """\
objectives:
  - name: grow
    label: Grow
    owner: ada
    from: 2026-01-01
    by: 2026-03-31
    key_results:
      - {metric: listeners, start: 1000, target: 2000, owner: ada}
      - {metric: complaints, keep: "< 100", owner: ben}
"""
LISTENERS, COMPLAINTS = Stake("listeners", 1, "ada", "growth"), Stake("complaints", -1, "ben", "care")
RATE = Stake("complaint_rate", -1, "ben", "care")


def test_goals_that_run_and_guardrails_are_at_stake(tmp_path: Path) -> None:
    folder = write_radio(tmp_path)
    (folder / "goals").mkdir()
    (folder / "goals" / "q1.yml").write_text(GOALS, encoding="utf-8")
    project = read_project(folder)

    assert stakes_on(project, date(2026, 3, 1)) == [LISTENERS, COMPLAINTS, RATE]


def test_where_no_goal_runs_the_good_directions_of_the_tree_are_at_stake(tmp_path: Path) -> None:
    assert stakes_on(read_project(write_radio(tmp_path)), date(2026, 3, 1)) == [LISTENERS, RATE]


def test_pairs_are_of_different_teams_and_not_of_a_metric_and_its_own_part(tmp_path: Path) -> None:
    project = read_project(write_radio(tmp_path))

    # listeners are the denominator of the rate; rate and complaints have one owner
    assert pairs_of(project, [LISTENERS, COMPLAINTS, RATE]) == [(LISTENERS, COMPLAINTS)]


def test_guardrail_stands_between_two_teams(tmp_path: Path) -> None:
    project = read_project(write_radio(tmp_path))
    assert project.tree is not None

    assert pairs_across(project, project.tree.guardrails) == [(LISTENERS, RATE)]
