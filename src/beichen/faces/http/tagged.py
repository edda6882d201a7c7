"""Answers that say when they have not changed: an ETag on every JSON document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute


class TaggedRoute(APIRoute):
    """A route whose answer is hashed: a browser that has it already is told so (304)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            return tagged(request, await make(request))

        return answer


def tagged(request: Request, response: Response) -> Response:
    """The answer to a reading request with its tag, or that the browser has it already."""
    if response.status_code != 200 or request.method != "GET" or isinstance(response, StreamingResponse):
        return response
    tag = tag_of(bytes(response.body))
    response.headers.setdefault("cache-control", "private, no-cache")
    response.headers["etag"] = tag
    if not knows(request, tag):
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control")}
    return Response(status_code=304, headers=kept)


def tag_of(body: bytes) -> str:
    """The tag of an answer: equal when the answer is."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def knows(request: Request, tag: str) -> bool:
    """True when the browser has the answer of that tag."""
    named = request.headers.get("if-none-match")
    return named is not None and any(each.strip() in (tag, "*") for each in named.split(","))
