"""The API's description: every refusal is described, every answer has an example that is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.testclient import TestClient

from beichen.faces.http.app import API, ROUTERS, describe_api
from beichen.faces.http.openapi import REFUSALS
from beichen.faces.http.problems import MEDIA_TYPE, Problem
from beichen.faces.http.turnstile import Turnstile

from .conftest import Ask

DOCUMENT = describe_api()
REMAKE = "a document has another shape than its example: python tools/api_examples.py DEMO_PROJECT"
BY_HAND = {"/events", "/download", "{upload}", "{number}"}  # streams, files, and what has to be made first


def operations() -> Iterator[Any]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield pytest.param(path, method, operation, id=f"{method.upper()} {path}")


def shape_of(path: str) -> TypeAdapter[Any]:
    """What a reading route answers."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and API + route.path_format == path and "GET" in (route.methods or ()):
                return TypeAdapter(route.response_model)
    raise AssertionError(path)


OPERATIONS = list(operations())


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_refusal_is_described_one_by_one(path: str, method: str, operation: Any) -> None:
    told = {int(code) for code in operation["responses"]}  # no wildcard
    if path == "/healthz":
        return
    assert {400, 401, 414, 421, 422, 431, 500, 503} <= told
    assert method == "get" or {403, 413, 415} <= told
    assert "{" not in path or 404 in told


def test_refusals_are_problems_with_an_example_that_is_one() -> None:
    for response in DOCUMENT["components"]["responses"].values():
        example = response["content"][MEDIA_TYPE]["example"]
        assert Problem.model_validate(example).status in REFUSALS


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_document_has_an_example_that_has_its_shape(path: str, method: str, operation: Any) -> None:
    if method != "get" or path == "/healthz" or any(part in path for part in BY_HAND):
        return
    content = operation["responses"]["200"]["content"]["application/json"]
    assert "example" in content, REMAKE
    try:
        shape_of(path).validate_json(json.dumps(content["example"]))
    except ValidationError as error:
        pytest.fail(f"{REMAKE}\n{error}")


def test_documents_of_pages_say_how_they_are_asked_for_again() -> None:
    told = DOCUMENT["paths"]["/api/v1/pages/why/{metric}"]["get"]["responses"]
    assert "ETag" in told["200"]["headers"]
    assert "304" in told


def test_question_is_refused_while_too_many_wait_for_the_warehouse_and_pages_are_not(board: Ask) -> None:
    client = board()
    app: Any = client.app
    while not hasattr(app, "state") or not hasattr(app.state, "turnstile"):
        app = app.app
    app.state.turnstile = Turnstile(most=0)
    refused = client.get("/api/v1/query?metric=regulars")
    assert (refused.status_code, refused.json()["type"]) == (429, "urn:beichen:problem:busy")
    assert refused.headers["retry-after"] == "2"
    assert client.get("/api/v1/pages/tree").status_code == 200


def test_turn_is_given_back_whether_or_not_the_question_had_an_answer(client: TestClient) -> None:
    for _ in range(12):
        assert client.get("/api/v1/query?metric=regulars&by=nothing").status_code == 400
    assert client.get("/api/v1/query?metric=regulars").status_code == 200


def test_method_that_a_path_does_not_have_is_a_problem_that_names_those_it_has(client: TestClient) -> None:
    refused = client.delete("/api/v1/project")
    assert (refused.status_code, refused.headers["content-type"]) == (405, MEDIA_TYPE)
    assert refused.json()["type"] == "urn:beichen:problem:method-not-allowed"
    assert refused.headers["allow"] == "GET"
