from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beichen.domain.metric import Component
from beichen.judgement.health.reweighing import Proposal, Weighed
from beichen.project.read import read_project
from beichen.workspace.health.reweighing import write_version
from beichen.workspace.open import open_workspace

from .gym import METRICS, TREE, write_gym

INDEX = """\
  - name: wellbeing
    owner: ada
    type: index
    grain: week
    versions:
      - valid_from: 2024-01-01
        components: [{metric: members, weight: 1, zero: 0, hundred: 30000}, {metric: complaints, weight: 1, zero: 400, hundred: 0}]
"""


def test_version_is_written_as_it_would_stand_in_the_file(tmp_path: Path) -> None:
    components = (Component("members", 1, 0, 30_000), Component("complaints", 1, 400, 0))
    parts = (Weighed("members", 1, 1.234, 1, 2), Weighed("complaints", 1, 0.766, 0, 1))

    text = write_version(components, Proposal(parts, 1, None), date(2026, 2, 9))

    assert text == (
        "- valid_from: 2026-02-09\n"
        "  components:\n"
        "    - {metric: members, weight: 1.23, zero: 0, hundred: 30000}\n"
        "    - {metric: complaints, weight: 0.77, zero: 400, hundred: 0}\n"
    )
    indented = "".join(f"      {line}\n" for line in text.splitlines())
    (write_gym(tmp_path, weeks=1) / "metrics" / "gym.yml").write_text(METRICS + INDEX + indented)
    assert len(read_project(tmp_path).metrics["wellbeing"].spec.versions) == 2  # type: ignore[union-attr]


def test_index_below_the_north_star_is_weighed_by_the_parent_that_it_influences(tmp_path: Path) -> None:
    (write_gym(tmp_path) / "metrics" / "gym.yml").write_text(METRICS + INDEX)
    (tmp_path / "tree.yml").write_text(TREE + "drivers: {members: {influences: [wellbeing]}}\n")
    before = (tmp_path / "metrics" / "gym.yml").read_text()

    with open_workspace(tmp_path) as workspace:
        [row] = workspace.health().as_dict()["weights"]

    # it holds the members themselves: who else would foretell them better
    assert (row["metric"], row["value"], row["lag"], row["reason"]) == ("wellbeing", "members", 0, None)
    assert [part["metric"] for part in row["parts"]] == ["members", "complaints"]
    assert row["parts"][0]["proposed"] == pytest.approx(2, abs=0.1)
    assert "weight: " in row["yaml"]
    assert (tmp_path / "metrics" / "gym.yml").read_text() == before
