"""`beichen event`: telling what happened from a shell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beichen.faces.cli.main import main

Captured = pytest.CaptureFixture[str]


def tell(capsys: Captured, project: Path, *words: str) -> tuple[int, str, str]:
    code = main(["event", *words, "--project", str(project)])
    out, err = capsys.readouterr()
    return code, out, err


def explained(capsys: Captured, project: Path) -> list[dict[str, Any]]:
    assert main(["explain", "regulars", "--json", "--project", str(project)]) == 0
    events: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["events"]
    return events


def test_told_event_is_said_back_and_coincides(club: Path, capsys: Captured) -> None:
    words = ["New chairs", "--on", "2026-01-19", "--until", "2026-01-25", "--kind", "release", "--key", "c"]
    code, out, _ = tell(capsys, club, *words, "--segment", "device=phone", "--segment", "device")

    assert (code, out) == (0, "Kept: 2026-01-19 – 2026-01-25  release: New chairs\n")
    [event] = explained(capsys, club)
    assert (event["name"], event["segment"]) == ("c", {"device": ["phone", None]})

    _, again, _ = tell(capsys, club, "Old chairs", "--on", "2026-01-19", "--key", "c")
    assert again == "Known: 2026-01-19  other: Old chairs\n"
    assert [event["text"]["en"] for event in explained(capsys, club)] == ["Old chairs"]


def test_event_of_a_metric_that_is_not_there_is_yours_to_fix(club: Path, capsys: Captured) -> None:
    code, out, err = tell(capsys, club, "New chairs", "--metric", "regulrs")

    assert (code, out) == (2, "")
    assert "metric 'regulrs' is not defined" in err
    assert "did you mean 'regulars'?" in err


def test_explain_lists_what_coincides_most_and_says_that_it_is_no_cause(club: Path, capsys: Captured) -> None:
    tell(capsys, club, "New chairs", "--on", "2026-01-19", "--kind", "release")
    tell(capsys, club, "Snow", "--on", "2026-01-13", "--kind", "market")

    assert main(["explain", "regulars", "--project", str(club)]) == 0

    lines = capsys.readouterr().out.splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("What coincides (not therefore a cause)"))
    assert [line.split()[0] for line in lines[head + 1 : head + 3]] == ["release", "market"]
