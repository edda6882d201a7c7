"""Importing over HTTP: handed in as a body, looked at, confirmed, loaded, taken back; refused with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from beichen.workspace.importing.importing import Importing

VISITS = b"reader,visited_at,minutes\n" + b"".join(
    f"r{i % 8},2026-03-{2 + i % 14:02d} 10:00:00,{i * 3}\n".encode() for i in range(56)
)
RAW = {"content-type": "application/octet-stream"}


def hand_in(client: TestClient, name: str = "visits.csv", content: bytes = VISITS) -> Any:
    return client.post("/api/v1/imports", params={"name": name}, content=content, headers=RAW)


def page_of(client: TestClient, upload: str, **asked: str) -> Any:
    return client.get(f"/api/v1/pages/import/{upload}", params=asked).json()


def post(client: TestClient, path: str, body: Any = None, **headers: str) -> Any:
    return client.post(f"/api/v1/imports/{path}", json=body or {}, headers=headers)


def kept(club: Path) -> set[str]:
    return {p.relative_to(club).as_posix() for p in club.rglob("*") if p.is_file() and ".beichen" not in p.parts}


def test_start_says_what_can_be_handed_in(client: TestClient) -> None:
    start = client.get("/api/v1/pages/import").json()

    assert start["most_bytes"] == 200_000_000
    assert {".csv", ".parquet", ".xlsx"} <= set(start["endings"])


def test_whole_way_there_and_back(client: TestClient, club: Path) -> None:
    before = kept(club)
    handed = hand_in(client, "calls.csv")
    assert handed.status_code == 201
    upload = handed.json()["id"]
    page = page_of(client, upload)
    assert [(c["name"], c["use"]) for c in page["columns"]] == [
        ("reader", "entity"),
        ("visited_at", "time"),
        ("minutes", "measure"),
    ]
    assert page["choices"]["table"] == "calls"
    assert len(page["head"]) == 20
    assert page["columns"][1]["why"]["zh"].startswith("时间，从 2026-03-02 10:00:00 到")

    plan = post(client, f"{upload}/plan", page["choices"]).json()
    assert plan["sound"]
    assert plan["data"] == "data/calls.csv"
    assert "+++ b/models/calls.yml" in plan["diff"]
    assert kept(club) == before

    applied = post(client, f"{upload}/apply", page["choices"], **{"if-match": f'"{plan["tag"]}"'}).json()
    assert (applied["source"], applied["data"]) == ("calls", "data/calls.csv")
    assert kept(club) == before | {"sources/calls.yml", "models/calls.yml", "data/calls.csv"}
    assert page_of(client, upload)["applied"] == applied
    assert post(client, f"{upload}/load").json() == {"table": "calls", "rows": 56, "columns": 3}

    assert post(client, f"{upload}/undo").json()["id"] == upload
    assert kept(club) == before
    assert page_of(client, upload)["applied"] is None
    assert client.delete(f"/api/v1/imports/{upload}", headers={"content-type": "application/json"}).status_code == 204


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"x", "cannot tell the format"),
        ("empty.csv", b"", "is empty"),
        ("cut.parquet", b"PAR1 nothing more", None),
        ("broken.xlsx", b"PK\x03\x04", "broken"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_with_what_to_do(
    client: TestClient, club: Path, name: str, content: bytes, said: str | None
) -> None:
    answer = hand_in(client, name, content)
    if said is None:  # only a look at the whole shows it
        answer = client.get(f"/api/v1/pages/import/{answer.json()['id']}")
        said = "cannot be read"

    assert answer.status_code == 409
    problem = answer.json()
    assert said in problem["detail"]
    assert problem["hint"]
    assert str(club) not in answer.text


def test_file_beyond_the_limit_is_refused(client: TestClient, workspace: Any) -> None:
    app: Any = client.app
    while not hasattr(app, "state"):
        app = app.app
    app.state.importing = Importing(workspace, limit=100)

    assert hand_in(client, content=b"x" * 101).status_code == 422
    chunks = iter([b"x" * 60, b"x" * 60])  # no length announced
    answer = client.post("/api/v1/imports", params={"name": "a.csv"}, content=chunks, headers=RAW)
    assert answer.status_code == 422
    assert "larger than" in answer.json()["detail"]


def test_plan_that_was_not_looked_at_is_not_confirmed(client: TestClient, club: Path) -> None:
    upload = hand_in(client, "calls.csv").json()["id"]
    choices = page_of(client, upload)["choices"]

    assert post(client, f"{upload}/apply", choices).status_code == 422
    assert post(client, f"{upload}/apply", choices, **{"if-match": '"other"'}).status_code in (400, 409, 412)
    assert "data/calls.csv" not in kept(club)


def test_trouble_is_told_at_its_column(client: TestClient) -> None:
    upload = hand_in(client, "calls.csv").json()["id"]
    choices = page_of(client, upload)["choices"]
    choices["columns"][1]["use"] = "ignore"

    plan = post(client, f"{upload}/plan", choices).json()

    assert not plan["sound"]
    assert plan["files"] == []
    assert plan["troubles"][0]["text"]["zh"].startswith("请指定哪一列是事件发生的时间")


def test_unknown_upload_sheet_and_encoding_are_told(client: TestClient) -> None:
    assert client.get("/api/v1/pages/import/0000000000000000").status_code == 404
    assert client.get("/api/v1/pages/import/..%2F..%2Fx").status_code == 404
    upload = hand_in(client).json()["id"]
    assert client.get(f"/api/v1/pages/import/{upload}", params={"sheet": "x"}).status_code == 400
    assert client.get(f"/api/v1/pages/import/{upload}", params={"encoding": "klingon"}).status_code in (400, 422)


def test_text_is_read_again_in_the_encoding_that_is_named(client: TestClient) -> None:
    upload = hand_in(client, "名单.csv", "編號,城市\n1,臺北\n2,高雄\n".encode("big5")).json()["id"]

    assert page_of(client, upload, encoding="big5")["head"] == [["1", "臺北"], ["2", "高雄"]]
