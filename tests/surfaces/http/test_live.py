"""The live stream: a page hears that observations were refreshed, over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from beichen.faces.http import live
from beichen.workspace.open import Workspace

from ...browser.serving import serve_in_thread


@pytest.fixture
def address(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(live, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(live, "BEAT_EVERY", 0.2)
    with serve_in_thread(workspace) as url:
        yield url


def heard(stream: object, count: int) -> list[tuple[str, int]]:
    """The next events, by name and version."""
    found: list[tuple[str, int]] = []
    name = ""
    while len(found) < count:
        line = stream.readline().decode().strip()  # type: ignore[attr-defined]
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            found.append((name, json.loads(line.removeprefix("data: "))["version"]))
    return found


def test_page_hears_the_version_then_beats_then_the_next_version(address: str, workspace: Workspace) -> None:
    with urlopen(f"{address}/api/v1/events", timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        first, second = heard(stream, 2)
        assert first == ("observations", 0)
        assert second == ("beat", 0)
        refreshing = threading.Thread(target=workspace.refresh)
        refreshing.start()
        later = next(event for event in iter(lambda: heard(stream, 1)[0], None) if event[0] == "observations")
        refreshing.join()
    assert later[1] > 0


def test_server_with_an_open_page_stops_without_an_error(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with serve_in_thread(workspace) as url:
        stream = urlopen(f"{url}/api/v1/events", timeout=20)
        assert heard(stream, 1) == [("observations", 0)]
    stream.close()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
