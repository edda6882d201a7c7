"""How failures are told: exit codes, one JSON document, no traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from beichen.errors import ProjectError, Where
from beichen.faces.cli.commands import COMMANDS
from beichen.faces.cli.main import main

Failing = Callable[[BaseException], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Give the command line a command `fail` that raises."""

    def install(error: BaseException) -> None:
        def fail() -> None:
            raise error

        monkeypatch.setitem(COMMANDS, "fail", fail)  # type: ignore[arg-type]

    return install


def test_error_of_the_reader_s_is_told_with_place_and_hint(
    failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(ProjectError("no such metric", hint="did you mean 'plays'?", where=Where("tree.yml", 3)))

    assert main(["fail"]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err == "beichen: tree.yml:3: no such metric\n  → did you mean 'plays'?\n"


def test_error_as_json_is_one_document_on_stdout(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(ProjectError("no such metric", hint="did you mean 'plays'?", where=Where("tree.yml", 3)))

    assert main(["fail", "--json"]) == 2

    out, err = capsys.readouterr()
    expected = {"message": "no such metric", "hint": "did you mean 'plays'?", "where": {"file": "tree.yml", "line": 3}}
    assert json.loads(out) == {"error": expected}
    assert err == ""


def test_several_errors_of_a_project_are_all_told(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    first = ProjectError("no such metric", where=Where("tree.yml", 3))
    first.others = (ProjectError("no such model", hint="known: plays", where=Where("metrics/a.yml", 1)),)
    failing(first)

    assert main(["fail"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "beichen: tree.yml:3: no such metric",
        "beichen: metrics/a.yml:1: no such model",
        "  → known: plays",
    ]

    assert main(["fail", "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"] == "no such metric"
    assert [other["message"] for other in error["others"]] == ["no such model"]


def test_bug_is_told_shortly_and_its_traceback_kept_in_a_file(
    failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(ZeroDivisionError("division by zero"))

    assert main(["fail"]) == 70

    err = capsys.readouterr().err
    assert "this is a bug of ours: ZeroDivisionError: division by zero" in err
    assert "Traceback" not in err
    kept = re.search(r"\S+beichen-bug-\S+\.txt", err)
    assert kept is not None
    assert "Traceback" in Path(kept[0]).read_text(encoding="utf-8")
    Path(kept[0]).unlink()


def test_bug_as_json_is_one_document_too(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(ZeroDivisionError("division by zero"))

    assert main(["fail", "--json", "--debug"]) == 70

    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["message"].endswith("ZeroDivisionError: division by zero")
    assert "Traceback" in err


def test_interruption_is_no_error_message(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(KeyboardInterrupt())

    assert main(["fail"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["quert"], "No such command 'quert'. Did you mean 'query'?", "see: beichen --help"),
        (["query"], "Missing argument 'METRIC'.", "see: beichen query --help"),
        (["tree", "--nosuch"], "No such option: --nosuch", "see: beichen tree --help"),
        (["tree", "--project"], "Option '--project' requires an argument.", "see: beichen --help"),
        (["tree", "--grain", "fortnight"], "Invalid value for '--grain'", "see: beichen tree --help"),
        (["tree", "--at", "yesterday"], "--at 'yesterday' is not a date", "write it as year-month-day: 2013-10-07"),
    ],
)
def test_misuse_is_an_error_of_the_reader_s(
    arguments: list[str], message: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--json"]) == 2

    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"].startswith(message)
    assert error["hint"] == hint


def test_no_command_prints_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "explain" in capsys.readouterr().out


def _beichen(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "beichen", *arguments]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which is always out of space")
def test_full_disk_under_the_output_is_told_without_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(_beichen("--help"), stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("beichen: No space left on device")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_reader_of_a_pipe_that_goes_away_is_no_error_message() -> None:
    process = subprocess.Popen(_beichen("--help"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()

    assert err == ""
    assert process.returncode == 141


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "latin-1"}])
def test_chinese_is_written_as_utf8_whatever_the_locale(locale: dict[str, str]) -> None:
    environment = {"PATH": os.environ["PATH"], **locale}
    done = subprocess.run(_beichen("tree", "--at", "十月"), env=environment, capture_output=True, check=False)

    assert done.returncode == 2
    assert "--at '十月' is not a date" in done.stderr.decode("utf-8")
