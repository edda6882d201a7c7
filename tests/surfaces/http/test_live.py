"""The live stream: a page hears that something changed, over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import Request, urlopen

import pytest

from beichen.faces.http import live
from beichen.state.refreshes import Refresh
from beichen.workspace.open import Workspace
from beichen.workspace.refreshing.watch import Activity

from ...browser.serving import serve_in_thread


@pytest.fixture
def address(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(live, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(live, "BEAT_EVERY", 0.2)
    with serve_in_thread(workspace) as url:
        yield f"{url}/api/v1/events"


def heard(stream: Any, count: int) -> list[tuple[str, dict[str, Any]]]:
    """The next events, by name and data."""
    found: list[tuple[str, dict[str, Any]]] = []
    name = ""
    while len(found) < count:
        line = stream.readline().decode().strip()
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            found.append((name, json.loads(line.removeprefix("data: "))))
    return found


def next_of(stream: Any, name: str) -> dict[str, Any]:
    """The data of the next event of that name."""
    return next(event[1] for event in iter(lambda: heard(stream, 1)[0], None) if event[0] == name)


def write_something(workspace: Workspace) -> None:
    now = datetime.now(UTC)
    workspace.state.refreshes.save_refresh(Refresh(now, now, 0, 0))


def test_page_hears_the_version_then_beats_then_the_next_version(address: str, workspace: Workspace) -> None:
    with urlopen(address, timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        (first, told), (second, beaten) = heard(stream, 2)
        assert (first, second) == ("observations", "beat")
        assert told["version"] == beaten["version"] > 0
        refreshing = threading.Thread(target=workspace.refresh)
        refreshing.start()
        later = next_of(stream, "observations")
        refreshing.join()
    assert later["version"] > told["version"]


def test_page_that_comes_back_is_told_only_what_it_missed(address: str, workspace: Workspace) -> None:
    with urlopen(address, timeout=20) as stream:
        version = heard(stream, 1)[0][1]["version"]
    with urlopen(Request(address, headers={"Last-Event-ID": str(version)}), timeout=20) as stream:
        assert heard(stream, 1)[0][0] == "beat"
    write_something(workspace)
    with urlopen(Request(address, headers={"Last-Event-ID": str(version)}), timeout=20) as stream:
        assert heard(stream, 1)[0][0] == "observations"


def test_page_hears_what_is_computed_in_the_background(address: str, workspace: Workspace) -> None:
    with urlopen(address, timeout=20) as stream:
        assert heard(stream, 1)[0][1]["working"] is None
        workspace.watch.activity = Activity("compute by month", 3, 12)
        assert next_of(stream, "working")["working"] == {"what": "compute by month", "done": 3, "total": 12}
        workspace.watch.activity = None
        assert next_of(stream, "working")["working"] is None


def test_all_pages_hear_of_a_write_and_the_workspace_is_asked_once_for_all(
    address: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    streams = [urlopen(address, timeout=20) for _ in range(5)]
    versions = [heard(stream, 1)[0][1]["version"] for stream in streams]
    assert len(set(versions)) == 1
    looks = 0
    version = workspace.version

    def counted() -> int:
        nonlocal looks
        looks += 1
        return version()

    monkeypatch.setattr(workspace, "version", counted)
    heard(streams[0], 3)  # three beats of four looks each
    assert 0 < looks < 30
    write_something(workspace)
    later = {next_of(stream, "observations")["version"] for stream in streams}
    assert len(later) == 1
    assert later.pop() > versions[0]
    for stream in streams:
        stream.close()


def test_server_with_an_open_page_stops_without_an_error(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with serve_in_thread(workspace) as url:
        stream = urlopen(f"{url}/api/v1/events", timeout=20)
        assert heard(stream, 1)[0][0] == "observations"
    stream.close()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
