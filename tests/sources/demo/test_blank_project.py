"""The blank template: a small project that answers as soon as its one file is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from beichen.domain.finding import Severity
from beichen.project.template import write_template
from beichen.workspace.open import open_workspace

TODAY = date(2026, 11, 22)


def test_blank_project_checks_without_errors_or_warnings(tmp_path: Path) -> None:
    write_template("blank", tmp_path / "new", today=TODAY)

    with open_workspace(tmp_path / "new") as workspace:
        serious = [finding for finding in workspace.check() if finding.severity is not Severity.NOTE]

    assert serious == []


def test_blank_project_answers_once_its_file_is_there(tmp_path: Path) -> None:
    write_template("blank", tmp_path / "new", today=TODAY)
    (tmp_path / "new/data").mkdir()
    days = ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-13", "2026-10-19"]
    rows = [f"ann,{day} 09:00:00,use,ads,web" for day in days] + ["bob,2026-10-05 10:00:00,complaint,store,phone"]
    (tmp_path / "new/data/events.csv").write_text("\n".join(["user_id,happened_at,event,channel,device", *rows]) + "\n")

    with open_workspace(tmp_path / "new") as workspace:
        answer = workspace.query("engaged_share").as_dict()

    # Week of 5 October: ann on three days, bob on one; then ann alone on one day.
    assert [(row["period"], row["numerator"], row["denominator"]) for row in answer["rows"]] == [
        ("2026-10-05", 1, 2),
        ("2026-10-12", 0, 1),
        ("2026-10-19", 0, 1),
    ]
