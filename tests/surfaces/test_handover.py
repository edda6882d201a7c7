"""While a server runs it owns the warehouse: the command line hands its work over, and answers the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Served:
    folder: Path
    url: str
    process: subprocess.Popen[str]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "beichen", "--project", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def served(club: Path) -> Iterator[Served]:
    command = [sys.executable, "-m", "beichen", "--project", str(club), "--json", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield Served(club, json.loads(process.stdout.readline())["url"], process)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def test_commands_answer_through_the_server_what_they_answer_without_it(served: Served) -> None:
    asked = [("query", "regulars", "active"), ("tree",), ("explain", "regulars"), ("query", "active", "--sql")]
    asked += [("guard",), ("reconcile", "visit_count", "regulars"), ("reconcile", "active", "5")]
    through = [run(served.folder, "--json", *words) for words in asked]
    served.process.send_signal(signal.SIGTERM)
    served.process.wait(timeout=30)
    alone = [run(served.folder, "--json", *words) for words in asked]
    assert [json.loads(done.stdout) for done in through] == [json.loads(done.stdout) for done in alone]
    assert all("handing this to the server" in done.stderr for done in through)
    assert not any("handing" in done.stderr for done in alone)


def test_event_told_beside_a_server_is_shown_by_it(served: Served) -> None:
    told = run(served.folder, "event", "New chairs", "--on", "2026-01-19", "--kind", "release")
    assert (told.returncode, told.stderr) == (0, "")

    events = json.loads(run(served.folder, "--json", "explain", "regulars").stdout)["events"]

    assert [event["text"]["en"] for event in events] == ["New chairs"]


def test_load_and_refresh_are_done_by_the_server(served: Served) -> None:
    with (served.folder / "data/visits.csv").open("a") as rows:
        rows.write("eve,2026-01-20,60,phone\n")
    # the server watches its files and may have been quicker than the command
    loads = json.loads(run(served.folder, "--json", "load").stdout)
    assert {report["source"]: report["rows"] for report in loads["loads"]}["visits"] == 15
    run(served.folder, "--json", "refresh")
    again = json.loads(run(served.folder, "--json", "refresh").stdout)
    assert again["computed"] == 0
    rows = json.loads(run(served.folder, "--json", "query", "active").stdout)["rows"]
    assert [row["value"] for row in rows][-1] == 3


def test_the_server_reads_a_definition_that_changed_before_it_answers(served: Served) -> None:
    path = served.folder / "metrics/visits.yml"
    path.write_text(path.read_text().replace("where: days >= 2", "where: days >= 3"))
    rows = json.loads(run(served.folder, "--json", "query", "regulars").stdout)["rows"]
    assert [row["value"] for row in rows][:2] == [1, 0]


def test_an_error_comes_back_as_it_would_without_a_server(served: Served) -> None:
    done = run(served.folder, "--json", "query", "regular")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == {
        "message": "metric 'regular' is not defined",
        "hint": "did you mean 'regulars'?",
        "where": None,
    }


def test_a_second_server_is_refused_and_told_of_the_first(served: Served) -> None:
    done = run(served.folder, "serve", "--port", "0")
    assert done.returncode == 2
    assert f"served already at {served.url}" in done.stderr


def test_the_door_stays_shut_without_the_key_and_the_key_is_its_users_alone(served: Served) -> None:
    body = json.dumps({"use": "refresh"}).encode()
    headers = {"content-type": "application/json", "x-beichen-key": "guessed"}
    request = urllib.request.Request(f"{served.url}/api/v1/handover", body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 403
    refused.value.close()
    kept = served.folder / ".beichen/serving.json"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_server_that_was_killed_leaves_no_door_that_nobody_opens(served: Served) -> None:
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait(timeout=30)
    assert (served.folder / ".beichen/serving.json").exists()
    done = run(served.folder, "--json", "query", "active")
    assert done.returncode == 0
    assert "handing" not in done.stderr
