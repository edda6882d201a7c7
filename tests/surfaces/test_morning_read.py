"""The morning read, the same in Python, on the command line, over HTTP and handed over to a server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app
from beichen.workspace.open import Workspace

from ..workspace.explaining.kiosk import Sold, open_kiosk


def twice_the_orders(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """In the last week, twice the orders of as many visits: the guardrail of 30% breaks."""
    return (sold[0], sold[1] * 2) if week == -1 else sold


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_kiosk(tmp_path_factory.mktemp("kiosk"), twice_the_orders) as workspace:
        workspace.refresh()
        yield workspace


@pytest.fixture
def closed(kiosk: Workspace) -> Path:
    """Its folder, with nobody at the warehouse."""
    kiosk.close()
    return kiosk.project.folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "beichen", "--project", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def outline(rows: list[dict[str, Any]]) -> list[Any]:
    return [(row["metric"], row["importance"], outline(row["below"])) for row in rows]


def test_command_line_prints_what_python_answers(closed: Path) -> None:
    with beichen.open(closed) as workspace:
        in_python = workspace.explain_all().as_dict()
    printed = run(closed, "explain", "--all", "--json")
    assert printed.returncode == 0, printed.stderr
    assert json.loads(printed.stdout) == json.loads(json.dumps(in_python))
    assert [row["metric"] for row in in_python["moved"]][:2] == ["late", "orders"]


def test_page_tells_the_same_order_and_sentence(closed: Path) -> None:
    with beichen.open(closed) as workspace:
        in_python = workspace.explain_all().as_dict()
        page = TestClient(create_app(workspace), base_url="http://127.0.0.1:8000").get("/api/v1/pages/moved").json()
    assert outline(page["moved"]) == outline(in_python["moved"])
    assert page["sentence"] == in_python["sentence"]
    assert [row["metric"] for row in page["within_noise"]] == in_python["within_noise"]
    assert [row["metric"]["metric"] for row in page["undetermined"]] == [
        row["metric"] for row in in_python["undetermined"]
    ]
    first = page["moved"][0]
    assert (first["guardrail_broken"], first["reach"], first["period"]["start"]) == (True, 0.5, "2026-09-21")
    assert page["moved"][1]["reach"] == 1  # as far out, and twice as near to the North Star: it is it
    assert first["reading"]["value"] == pytest.approx(0.4, abs=0.01)
    assert len(first["spark"]) == 26


def test_text_has_a_row_for_everything_that_moved_in_both_languages(closed: Path) -> None:
    english, chinese = run(closed, "--lang", "en", "explain", "--all"), run(closed, "--lang", "zh", "explain", "--all")
    lines = english.stdout.splitlines()
    assert lines[0].endswith("could not be judged.")
    assert any(line.startswith("Orders over visits") and line.endswith("guardrail broken") for line in lines)
    assert any(line.startswith("  Order rate") for line in lines)
    assert any(line.startswith("Within noise: ") for line in lines)
    assert "护栏越限" in chinese.stdout
    assert "正常波动：" in chinese.stdout


def test_metric_beside_all_is_refused_with_what_to_do(closed: Path) -> None:
    refused = run(closed, "explain", "orders", "--all")
    assert refused.returncode != 0
    assert "leave out --all, or leave out orders" in refused.stderr
    versus = run(closed, "explain", "--all", "--versus", "2026-09-07")
    assert versus.returncode != 0
    assert "leave out --versus" in versus.stderr


def test_server_that_owns_the_project_reads_it_for_the_command_line(closed: Path) -> None:
    with beichen.open(closed) as workspace:
        in_python = workspace.explain_all(grain="week").as_dict()
    command = [sys.executable, "-m", "beichen", "--project", str(closed), "--json", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()  # it listens
        printed = run(closed, "explain", "--all", "--grain", "week", "--json")
        server.terminate()
    assert printed.returncode == 0, printed.stderr
    assert "handing this to the server" in printed.stderr
    assert json.loads(printed.stdout) == json.loads(json.dumps(in_python))
