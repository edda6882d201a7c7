"""Answers of pages, remembered as bytes for as long as nothing has changed that a page may show."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.tagged import TaggedRoute, knows, tag_of, tagged

MOST_BYTES = 64 * 2**20

Address = tuple[str, str]
"""Path and query, the query's pairs in one order."""


class RememberedRoute(TaggedRoute):
    """A route whose answers rest on nothing but what the workspace's version tells.

    An answer is made once a version, however many ask; a browser that has it is told so without making it again.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        make = super(TaggedRoute, self).get_route_handler()

        async def answer(request: Request) -> Response:
            workspace: BoardWorkspace = request.app.state.workspace
            request.app.state.looking.note(request)
            if not workspace.watch.on or request.method != "GET":
                # while nobody watches, it is the making of an answer that looks whether sources have changed
                return tagged(request, await make(request))
            remembered: Remembered = request.app.state.remembered
            found = await remembered.answer(address_of(request), workspace.version, lambda: make(request))
            if isinstance(found, Response):
                return found
            return _respond(request, found)

        return answer


def address_of(request: Request) -> Address:
    """What is asked, told the same way however it was written."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True) if request.url.query else []
    return request.url.path, urlencode(sorted(pairs, key=itemgetter(0)))  # what is repeated keeps its order


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes over the wire, and the version that it was made at."""

    version: int
    body: bytes
    media_type: str
    tag: str


class Remembered:
    """The latest answers by address, no more than fit into `most` bytes."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[Address, Answer] = OrderedDict()
        self._making: dict[tuple[Address, int], asyncio.Future[Answer | Response | None]] = {}

    async def answer(
        self, address: Address, version: Callable[[], int], make: Callable[[], Awaitable[Response]]
    ) -> Answer | Response:
        """The answer at the present version; one that is no document of a page is given as it is made.

        Whoever asks for the same while it is made waits for it.
        """
        now = version()
        known = self._answers.get(address)
        if known is not None and known.version == now:
            self._answers.move_to_end(address)
            return known
        key = (address, now)
        if key in self._making:
            found = await asyncio.shield(self._making[key])
            return found if isinstance(found, Answer) else await make()  # a response is sent once
        # made in the request's own task: what its dependencies open is closed in the task that opened it
        making = self._making[key] = asyncio.get_running_loop().create_future()
        found = None
        try:
            found = await self._make(address, now, version, make)
        except Exception as error:
            making.set_exception(error)
            making.exception()  # whether or not anybody waits for it
            raise
        finally:
            del self._making[key]
            if not making.done():
                making.set_result(found)  # None where it was given up: who waits makes it
        return found

    async def _make(
        self, address: Address, now: int, version: Callable[[], int], make: Callable[[], Awaitable[Response]]
    ) -> Answer | Response:
        response = await self._try(version, make)
        if response.status_code != 200 or isinstance(response, StreamingResponse):
            return response
        body = bytes(response.body)
        # told before it was made: a write in between makes it old, never wrongly fresh
        made = Answer(now, body, response.headers["content-type"], tag_of(body))
        self._keep(address, made)
        return made

    async def _try(self, version: Callable[[], int], make: Callable[[], Awaitable[Response]]) -> Response:
        """Make an answer; once more when it failed because definitions changed in the middle of it."""
        before = version()
        try:
            return await make()
        except Exception:
            if version() == before:
                raise
        return await make()

    def _keep(self, address: Address, made: Answer) -> None:
        before = self._answers.pop(address, None)
        self._size += _size(made) - (_size(before) if before else 0)
        self._answers[address] = made
        while self._size > self._most:
            _, dropped = self._answers.popitem(last=False)
            self._size -= _size(dropped)


def _size(answer: Answer) -> int:
    return len(answer.body) + 1000  # what stands round the body, too: else many small answers would fill the memory


def _respond(request: Request, found: Answer) -> Response:
    # by the version a page that begins to listen knows whether it has missed something
    headers = {"etag": found.tag, "cache-control": "private, no-cache", "x-version": str(found.version)}
    if knows(request, found.tag):
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=found.media_type)
