"""Writes: the board's own page and programs may make them, a page of another site may not; none may be too large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from beichen.faces.http.access import Access, Gate
from beichen.faces.http.writes import MOST_BYTES_OTHERWISE

from .conftest import HOME

JSON = {"content-type": "application/json"}
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}


async def measure(request: Request) -> JSONResponse:
    return JSONResponse({"bytes": len(await request.body())})


METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
APP = Starlette(routes=[Route("/", measure, methods=METHODS)])


def ask(token: str | None = None, home: str = HOME) -> TestClient:
    return TestClient(Gate(APP, Access(token)), base_url=home)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {"sec-fetch-site": "same-origin"},
        {"origin": HOME},
        {},  # a program
    ],
)
def test_own_page_and_programs_may_write(method: str, headers: dict[str, str]) -> None:
    assert ask().request(method, "/", headers={**JSON, **headers}, content=b"{}").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},  # an address typed in writes nothing
        {"sec-fetch-site": "cross-site", "origin": HOME},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},  # another program on this machine
        {"origin": "http://127.0.0.1"},
        {"origin": f"{HOME}.evil.example"},
        {"origin": "file://127.0.0.1:8600"},
    ],
)
def test_pages_of_other_sites_may_not(method: str, headers: dict[str, str]) -> None:
    answer = ask().request(method, "/", headers={**JSON, **headers}, content=b"{}")
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:beichen:problem:foreign-page")
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; application/json"]
)  # fmt: skip
def test_without_word_from_a_browser_only_what_no_form_can_send_is_taken(kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    answer = ask().post("/", headers=headers, content=b"{}")
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:beichen:problem:content-type")
    assert ask().post("/", headers={**headers, **OWN}, content=b"{}").status_code == 200
    # these a foreign page cannot send without leave, whatever their type
    assert ask().delete("/", headers=headers).status_code == 200


def test_files_are_brought_in_as_bytes() -> None:
    answer = ask().post("/", headers={"content-type": "application/octet-stream"}, content=b"x" * (2 * 2**20))
    assert answer.json() == {"bytes": 2 * 2**20}


def test_behind_a_proxy_that_ends_tls_the_page_is_still_our_own() -> None:
    client = ask(token="secret", home="http://metrics.example")
    headers = {**JSON, "authorization": "Bearer secret", "origin": "https://metrics.example"}
    assert client.post("/", headers=headers, content=b"{}").status_code == 200


def test_token_does_not_make_a_foreign_page_ours() -> None:
    client = ask(token="secret", home="http://metrics.example")
    headers = {**JSON, "cookie": "beichen_token=secret", "origin": "https://evil.example"}
    assert client.post("/", headers=headers, content=b"{}").status_code == 403


def test_no_answer_gives_other_sites_leave() -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "PUT"}
    answer = ask().options("/", headers=asked)
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_reading_needs_no_proof() -> None:
    assert ask().get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_body_that_is_announced_too_large_is_refused_unread() -> None:
    answer = ask().post("/", headers=JSON, content=b"x" * (MOST_BYTES_OTHERWISE + 1))
    assert (answer.status_code, answer.json()["detail"]) == (413, "Its body may have 1 MiB at most.")
    assert ask().post("/", headers=JSON, content=b"x" * MOST_BYTES_OTHERWISE).status_code == 200


def test_body_that_grows_too_large_without_saying_so_is_refused() -> None:
    def stream() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    answer = ask().post("/", headers=JSON, content=stream())
    assert "content-length" not in answer.request.headers
    assert answer.status_code == 413
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_address_and_headers_have_their_limits() -> None:
    client = ask()
    assert client.get("/?q=" + "x" * 8_000).status_code == 200
    assert client.get("/?q=" + "x" * 8_200).status_code == 414
    assert client.get("/", headers={"x-long": "x" * 17_000}).status_code == 431
    assert client.get("/", headers={f"x-{number}": "1" for number in range(70)}).status_code == 431
    assert client.post("/", headers={**JSON, "content-length": "-1"}, content=b"").status_code == 400
