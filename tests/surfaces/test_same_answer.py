"""One question, the same answer: in Python, on the command line, over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import beichen
from beichen.errors import BeichenError

JANUARY_12 = date(2026, 1, 12)

# What is asked: on the command line, over HTTP, and in Python.
QUESTIONS: dict[str, tuple[list[str], str, Any]] = {
    "one metric": (
        ["query", "regulars"],
        "query?metric=regulars",
        lambda project: project.query("regulars").as_dict(),
    ),
    "a ratio by a dimension": (
        ["query", "regular_share", "--by", "device"],
        "query?" + urlencode({"metric": "regular_share", "by": "device"}),
        lambda project: project.query("regular_share", by="device").as_dict(),
    ),
    "several metrics": (
        ["query", "regulars", "minutes"],
        "query?metric=regulars&metric=minutes",
        lambda project: [answer.as_dict() for answer in project.query(["regulars", "minutes"])],
    ),
    "some rows, days and another grain": (
        [
            "query",
            "minutes",
            "--where",
            "device = 'phone'",
            "--grain",
            "day",
            "--from",
            "2026-01-06",
            "--to",
            "2026-01-13",
        ],
        "query?"
        + urlencode(
            {"metric": "minutes", "where": "device = 'phone'", "grain": "day", "from": "2026-01-06", "to": "2026-01-13"}
        ),
        lambda project: project.query(
            "minutes", where="device = 'phone'", grain="day", start=date(2026, 1, 6), end=date(2026, 1, 13)
        ).as_dict(),
    ),
    "the tree": (["tree"], "tree", lambda project: project.tree().as_dict()),
    "the tree of another week": (
        ["tree", "--at", "2026-01-12"],
        "tree?at=2026-01-12",
        lambda project: project.tree(at=JANUARY_12).as_dict(),
    ),
    "why": (["explain", "regulars"], "explain/regulars", lambda project: project.explain("regulars").as_dict()),
    "why of a ratio": (
        ["explain", "regular_share", "--at", "2026-01-12"],
        "explain/regular_share?at=2026-01-12",
        lambda project: project.explain("regular_share", at=JANUARY_12).as_dict(),
    ),
    "what guards": (["guard"], "guard", lambda project: project.guard().as_dict()),
    "what guarded another week": (
        ["guard", "--at", "2026-01-12"],
        "guard?at=2026-01-12",
        lambda project: project.guard(at=JANUARY_12).as_dict(),
    ),
}


@pytest.fixture
def board(club: Path) -> Iterator[str]:
    """The address of a server on the project, as the command line starts it."""
    words = [sys.executable, "-m", "beichen", "serve", "--project", str(club), "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield json.loads(server.stdout.readline())["url"]
        finally:
            server.terminate()


def test_python_command_line_and_http_give_the_same_answers(club: Path, request: pytest.FixtureRequest) -> None:
    with beichen.open(club) as project:
        in_python = {what: ask(project) for what, (_, _, ask) in QUESTIONS.items()}
    on_command_line = {what: _run(club, words) for what, (words, _, _) in QUESTIONS.items()}
    board = request.getfixturevalue("board")
    over_http = {what: _fetch(f"{board}/api/v1/{path}") for what, (_, path, _) in QUESTIONS.items()}

    assert on_command_line == in_python
    assert over_http == in_python


def test_refusal_names_the_same_thing_everywhere(club: Path) -> None:
    with beichen.open(club) as project, pytest.raises(BeichenError) as caught:
        project.tree(at=date(2026, 1, 14))
    done = subprocess.run(
        [sys.executable, "-m", "beichen", "tree", "--at", "2026-01-14", "--project", str(club), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["message"] == caught.value.message
    assert json.loads(done.stdout)["error"]["hint"] == caught.value.hint


def _run(project: Path, words: list[str]) -> Any:
    command = [sys.executable, "-m", "beichen", *words, "--project", str(project), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _fetch(url: str) -> Any:
    with urlopen(url, timeout=30) as response:
        return json.load(response)
