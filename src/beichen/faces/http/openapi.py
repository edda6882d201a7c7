"""The OpenAPI document, with what no single route knows: every refusal, tags of answers, an example of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from beichen.faces.http.problems import MEDIA_TYPE, URN
from beichen.faces.http.tagged import TaggedRoute
from beichen.faces.http.turnstile import take_turn

EXAMPLES = Path(__file__).with_name("examples.json")
"""Answers of the demo project, cut short; made by `python tools/api_examples.py`."""

Document = dict[str, Any]


def describe(app: FastAPI, prefix: str, routers: Iterable[APIRouter]) -> Document:
    """The document of an application that has the routers below `prefix`; made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        examples = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.is_file() else {}
        known = dict(_routes(prefix, routers))
        for path, method, operation in _operations(document):
            route = known.get((path, method))
            _describe_refusals(path, method, operation, asks_warehouse=_takes_turn(route))
            if isinstance(route, TaggedRoute) and method == "get":
                _describe_tag(operation)
            _show_example(operation, examples.get(f"{method.upper()} {path}"))
        document["components"]["responses"] = {_name(code): _refusal(code) for code in REFUSALS}
        app.openapi_schema = document
    return app.openapi_schema


def methods_at(document: Document, path: str) -> list[str]:
    """The methods by which an address can be asked; none when it is not of the API."""
    parts = path.split("/")
    for template, methods in document["paths"].items():
        wanted = template.split("/")
        if len(wanted) == len(parts) and all(w == p or w.startswith("{") for w, p in zip(wanted, parts, strict=True)):
            return sorted(method.upper() for method in methods)
    return []


REFUSALS: Mapping[int, tuple[str, str, str]] = {
    400: ("query", "The question has no answer as it was asked.", "by: no dimension 'chanel' of the metric"),
    401: ("token", "The server asks for an access token, and the request has none.", "The request has no valid token."),
    403: ("foreign-page", "A page of another site may change nothing.", "The request comes from another origin."),
    404: ("unknown-metric", "What the address names is not there.", "metric 'weekly_listners' is not defined"),
    409: ("project", "The project's files or data need mending first.", "tree.yml:4: the metric is not defined"),
    412: ("conflict", "What was edited has changed since it was read; nothing is written.", "the file has changed"),
    413: ("too-large", "The request's body is too large.", "Its body may have 1 MiB at most."),
    414: ("address-too-long", "The address is too long.", "It has more than 8 KiB."),
    415: ("content-type", "The body is of a type that is not read here.", "A POST needs application/json."),
    421: ("foreign-host", "The server does not answer to that host name.", "It answers to loopback names only."),
    422: ("invalid-request", "The request is not valid, or asks for too much.", "grain: Input should be 'day', …"),
    428: ("if-match", "A write says which version it changes.", "The request has no If-Match."),
    429: ("busy", "Too many questions wait for the warehouse.", "Ask again in a moment."),
    431: ("headers-too-large", "The request's headers are too large.", "They have more than 16 KiB."),
    500: ("internal", "Something broke on our side; it was logged.", "An unexpected error was logged by the server."),
    503: ("warehouse", "The warehouse or the state store does not answer.", "the warehouse is open elsewhere"),
}
"""By status: the kind of problem, when it is answered, an example of what it says."""

EVERYWHERE = (400, 401, 409, 414, 421, 422, 431, 500, 503)
OF_WRITES = (403, 404, 413, 415)
WILDCARDS = ("4XX", "5XX")


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _routes(prefix: str, routers: Iterable[APIRouter]) -> Iterator[tuple[tuple[str, str], APIRoute]]:
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield from (((prefix + route.path_format, method.lower()), route) for method in route.methods or ())


def _takes_turn(route: APIRoute | None) -> bool:
    return route is not None and any(each.dependency is take_turn for each in route.dependencies)


def _describe_refusals(path: str, method: str, operation: Document, *, asks_warehouse: bool) -> None:
    responses = operation["responses"]
    if not [responses.pop(wildcard) for wildcard in WILDCARDS if wildcard in responses]:
        return  # it refuses nothing
    names = {parameter["name"].lower() for parameter in operation.get("parameters", [])}
    codes = set(EVERYWHERE)
    codes |= {404} if "{" in path or names & {"metric", "a"} else set()
    codes |= set(OF_WRITES) if method != "get" else set()
    codes |= {412, 428} if "if-match" in names else set()
    codes |= {429} if asks_warehouse else set()
    for code in sorted(codes):
        responses.setdefault(str(code), {"$ref": f"#/components/responses/{_name(code)}"})


def _name(code: int) -> str:
    return HTTPStatus(code).phrase.replace(" ", "").replace("-", "")


def _refusal(code: int) -> Document:
    kind, description, detail = REFUSALS[code]
    example = {
        "type": URN + kind,
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
        "hint": None,
        "where": None,
    }
    shape = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": shape, "example": example}}}


def _describe_tag(operation: Document) -> None:
    tag = {"ETag": {"description": "Equal while the answer is.", "schema": {"type": "string"}, "required": True}}
    operation["responses"]["200"]["headers"] = tag
    operation["responses"]["304"] = {"description": "What the asker has, by `If-None-Match`, is right.", "headers": tag}


def _show_example(operation: Document, example: Any) -> None:
    if example is None:
        return
    for code, response in operation["responses"].items():
        content = response.get("content", {}).get("application/json")
        if code.startswith("2") and content is not None:
            content["example"] = example
