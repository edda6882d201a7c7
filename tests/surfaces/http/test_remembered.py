"""Remembered answers: made once a version, and never shown when something changed that they rest on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Response
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.remembered import Answer, Remembered
from beichen.workspace.open import Workspace
from beichen.workspace.refreshing import watching
from beichen.workspace.refreshing.watching import watched

from ..conftest import FILES
from .apart import run_apart
from .conftest import Ask

TREE = "/api/v1/pages/tree"


@pytest.fixture
def watching_client(workspace: Workspace, board: Ask, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client of a board whose workspace is watched, and whose observations are computed."""
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(watching, "TRY_AGAIN_EVERY", 0.05)
    workspace.refresh()
    with watched(workspace):
        client = board()
        until(lambda: project(client)["freshness"]["data_through"] is not None)
        yield client


def until(true: Callable[[], object]) -> None:
    """Wait for something that happens in the background."""
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def project(client: TestClient) -> Any:
    return client.get("/api/v1/project").json()


def star(client: TestClient) -> Any:
    """What the tree page shows of the North Star."""
    page = client.get(TREE).json()
    return page["period"]["start"], next(c["reading"]["value"] for c in page["cards"] if c["metric"] == "regulars")


def settled(workspace: Workspace) -> None:
    """Wait until the watcher has nothing left to do."""
    until(lambda: workspace.watch.activity is None and _stands_still(workspace))


def _stands_still(workspace: Workspace) -> bool:
    before = workspace.version()
    time.sleep(0.3)
    return workspace.version() == before


def test_page_is_made_once_however_often_and_however_written_it_is_asked_for(
    watching_client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(workspace)
    made = 0
    tree = workspace.tree

    def counted(**asked: Any) -> Any:
        nonlocal made
        made += 1
        return tree(**asked)

    monkeypatch.setattr(workspace, "tree", counted)
    first = watching_client.get(f"{TREE}?grain=week&at=2026-01-19")
    again = watching_client.get(f"{TREE}?at=2026-01-19&grain=week")
    known = watching_client.get(f"{TREE}?at=2026-01-19&grain=week", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.content, again.headers["etag"]) == (200, first.content, first.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")
    assert made == 1


def test_changed_source_is_seen_on_the_page_without_anybody_asking_for_a_refresh(
    watching_client: TestClient, club: Path
) -> None:
    assert star(watching_client) == ("2026-01-19", 1)
    visits = club / "data" / "visits.csv"
    visits.write_text(FILES["data/visits.csv"] + "cy,2026-01-22,9,phone\n")  # a second day: two regulars
    until(lambda: star(watching_client) == ("2026-01-19", 2))


def test_other_grains_are_kept_up_to_date_too(watching_client: TestClient, club: Path) -> None:
    def readers() -> Any:
        page = watching_client.get(f"{TREE}?grain=month&at=2026-01-01").json()
        return next(card["reading"]["value"] for card in page["cards"] if card["metric"] == "active")

    assert readers() == 4  # ann, bo, cy, dee
    (club / "data" / "visits.csv").write_text(FILES["data/visits.csv"] + "eve,2026-01-22,9,phone\n")
    until(lambda: readers() == 5)


def test_changed_definition_is_seen_on_the_page(watching_client: TestClient, club: Path) -> None:
    metrics = FILES["metrics/visits.yml"].replace("where: days >= 2", "where: days >= 1")
    (club / "metrics" / "visits.yml").write_text(metrics)
    until(lambda: star(watching_client) == ("2026-01-19", 2))  # bo and cy


def test_changed_name_is_seen_on_the_page(watching_client: TestClient, club: Path) -> None:
    (club / "beichen.yml").write_text(FILES["beichen.yml"].replace("Reading Club", "Night Readers"))
    until(lambda: project(watching_client)["name"] == "Night Readers")


def test_definition_that_cannot_be_read_is_told_and_the_numbers_of_before_are_shown(
    watching_client: TestClient, club: Path
) -> None:
    file = club / "metrics" / "visits.yml"
    file.write_text("metrics:\n  - {name: regulars, type: nonsense}\n")
    until(lambda: project(watching_client)["trouble"] is not None)
    trouble = project(watching_client)["trouble"]
    assert trouble["where"] == {"file": "metrics/visits.yml", "line": 2}
    assert star(watching_client) == ("2026-01-19", 1)
    file.write_text(FILES["metrics/visits.yml"])
    until(lambda: project(watching_client)["trouble"] is None)


def test_source_that_cannot_be_read_is_told_without_a_path_of_the_machine(
    watching_client: TestClient, club: Path
) -> None:
    (club / "data" / "visits.csv").unlink()
    until(lambda: project(watching_client)["trouble"] is not None)
    assert str(club) not in watching_client.get("/api/v1/project").text
    assert star(watching_client) == ("2026-01-19", 1)


def test_what_another_process_wrote_is_seen_at_once(watching_client: TestClient, workspace: Workspace) -> None:
    settled(workspace)
    count = watching_client.get("/api/v1/findings").json()["total"]
    with beichen.open(workspace.project.folder) as other:
        kept = other.findings()
        other.state.findings.replace("elsewhere", [*other.check()[:1]])
        assert kept == other.findings()[: len(kept)] or len(other.findings()) == len(kept) + 1
    assert watching_client.get("/api/v1/findings").json()["total"] == count + 1


def answering(text: str) -> Callable[[], Any]:
    async def make() -> Response:
        return Response(text, media_type="application/json")

    return make


def test_those_who_ask_for_the_same_at_once_wait_for_one_answer() -> None:
    made = 0

    async def make() -> Response:
        nonlocal made
        made += 1
        await asyncio.sleep(0.01)
        return Response("[]", media_type="application/json")

    async def ask_all() -> list[Any]:
        remembered = Remembered()
        return await asyncio.gather(*(remembered.answer(("/a", ""), lambda: 7, make) for _ in range(20)))

    answers = run_apart(ask_all())
    assert made == 1
    assert {answer.body for answer in answers} == {b"[]"}


def test_answer_that_a_write_overtook_is_made_again() -> None:
    async def ask() -> tuple[Any, Any]:
        remembered, version = Remembered(), 1

        async def overtaken() -> Response:
            nonlocal version
            version = 2
            return Response('"old"', media_type="application/json")

        first = await remembered.answer(("/a", ""), lambda: version, overtaken)
        return first, await remembered.answer(("/a", ""), lambda: version, answering('"new"'))

    first, second = run_apart(ask())
    assert (first.body, second.body) == (b'"old"', b'"new"')


def test_least_recently_asked_is_forgotten_when_the_answers_grow_too_large() -> None:
    async def ask() -> list[bool]:
        remembered = Remembered(most=3500)  # two of them, with what stands round each
        for address in ("/a", "/b", "/a", "/c"):
            await remembered.answer((address, ""), lambda: 1, answering("x" * 500))
        again = [await remembered.answer((address, ""), lambda: 1, answering("y" * 500)) for address in ("/a", "/b")]
        return [isinstance(answer, Answer) and answer.body.startswith(b"x") for answer in again]

    assert run_apart(ask()) == [True, False]


def test_what_an_answer_opened_is_closed_by_whoever_asked_for_it(watching_client: TestClient) -> None:
    nothing = watching_client.get("/api/v1/pages/choose")  # waits its turn at the warehouse, and is refused
    assert (nothing.status_code, nothing.json()["type"]) == (409, "urn:beichen:problem:no-candidates")
    assert watching_client.get("/api/v1/metrics/regulars/values/device").status_code == 200


def test_those_who_wait_are_told_of_a_failure_and_make_what_was_given_up() -> None:
    made = 0

    async def make() -> Response:
        nonlocal made
        made += 1
        await asyncio.sleep(0.01)
        if made == 1:
            raise ValueError
        return Response("[]", media_type="application/json")

    async def ask_all() -> tuple[list[Any], Any]:
        remembered = Remembered()
        failed = await asyncio.gather(
            *(remembered.answer(("/a", ""), lambda: 7, make) for _ in range(3)), return_exceptions=True
        )
        first = asyncio.ensure_future(remembered.answer(("/a", ""), lambda: 7, make))
        second = asyncio.ensure_future(remembered.answer(("/a", ""), lambda: 7, make))
        await asyncio.sleep(0)
        first.cancel()
        return failed, await second

    failed, kept = run_apart(ask_all())
    assert [type(each) for each in failed] == [ValueError] * 3
    assert (made, kept.body) == (3, b"[]")


def test_refusal_is_not_remembered() -> None:
    async def refuse() -> Response:
        return Response("{}", status_code=404)

    async def ask() -> Any:
        remembered = Remembered()
        assert (await remembered.answer(("/a", ""), lambda: 1, refuse)).status_code == 404  # type: ignore[union-attr]
        return await remembered.answer(("/a", ""), lambda: 1, answering("[]"))

    assert run_apart(ask()).body == b"[]"
