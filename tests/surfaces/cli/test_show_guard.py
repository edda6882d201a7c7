"""`beichen guard` on a terminal, and what its exit code says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from beichen.domain.project import Project
from beichen.faces.cli.main import main
from beichen.faces.cli.show.guard import show_guard

from ...workspace.guarding.radio import write_radio

CONFLICT: dict[str, Any] = {
    "a": "active",
    "b": "complaints",
    "teams": ["growth", "care"],
    "direction": "a_first",
    "strength": -0.61,
    "low": -0.8,
    "high": -0.2,
    "evidence": "adjusted",
}


def document(**parts: Any) -> dict[str, Any]:
    return {"guardrails": [], "conflicts": [], "outcomes": [], **parts}


def test_nothing_to_guard_is_said(lumen: Project) -> None:
    assert show_guard(document(), lumen, "zh").splitlines() == [
        "护栏指标",
        "  指标树中没有护栏。",
        "",
        "部门目标冲突",
        "  没有超出偶然波动的冲突。",
        "",
        "结果指标",
        "  指标树中没有结果指标。",
    ]


def test_conflict_is_told_with_its_interval_who_moves_first_and_its_evidence(lumen: Project) -> None:
    lines = show_guard(document(conflicts=[CONFLICT]), lumen, "en").splitlines()

    assert "  ◆ growth × care: Active listeners against Complaint rate" in lines
    assert "      strength −0.61 (−0.80 to −0.20) · Active listeners moves first · adjusted, not a cause" in lines


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--fail-on", "firing"], 1), (["--fail-on", "never"], 0)])
def test_exit_code_is_1_only_when_asked_for_and_something_fires(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    write_radio(tmp_path, weeks=14)

    assert main(["guard", "--project", str(tmp_path), *words]) == code
    shown = capsys.readouterr().out
    assert "◆ firing  complaint rate  watches listeners  since 2026-03-30  Ben Oduya · Ada Ray" in shown
    assert "+1,200 listeners cost 340 complaints; before: 90 per 1,200" in shown


def test_quiet_project_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_radio(tmp_path)

    assert main(["guard", "--project", str(tmp_path), "--fail-on", "firing"]) == 0
    assert "● quiet" in capsys.readouterr().out
