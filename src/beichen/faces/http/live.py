"""The live stream: tells every open page when something changed, by one look for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from beichen.errors import BeichenError
from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.problems import RESPONSES
from beichen.workspace.refreshing.watch import Activity

LOOK_EVERY = 1.0  # seconds
BEAT_EVERY = 10.0
LOOKS_TO_SETTLE = 5
"""While writes go on, as in a refresh, pages are told of them after this many looks, not after each."""

router = APIRouter(tags=["live"], responses=RESPONSES)


class Working(BaseModel):
    """What is being computed in the background."""

    what: str
    done: int
    total: int


class Heard(BaseModel):
    """The version of what the board shows; a page that has seen another asks again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1764000000000000, "working": None}]})

    version: int
    working: Working | None = Field(description="What is being brought up to date at this moment.")


@router.get("/events", response_class=EventSourceResponse)
async def events(
    request: Request, last_event_id: Annotated[str | None, Header(max_length=100)] = None
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events, each with the version as its id.

    `observations` whenever something changed that a page may show, and first of all unless
    `Last-Event-ID` is still right; `working` when background work begins, goes on or ends; and a steady `beat`.
    """
    pulse: Pulse = request.app.state.pulse
    async for event in pulse.follow(last_event_id):
        yield event


class Pulse:
    """One look at the workspace for all who follow; it rests while nobody does."""

    def __init__(self, workspace: BoardWorkspace, closing: asyncio.Event) -> None:
        self._workspace = workspace
        self._closing = closing
        self._followers = 0
        self._looking: asyncio.Task[None] | None = None
        self._told = 0  # the version that was last told
        self._seen = 0  # the version at the last look
        self._unsettled = 0  # looks at which it had moved on
        self._working: Activity | None = None
        self._quiet = 0.0  # seconds
        self._turn = 0
        self._event: ServerSentEvent | None = None
        self._spoken = asyncio.Event()

    async def follow(self, known: str | None) -> AsyncIterator[ServerSentEvent]:
        """Every event until the server closes; who falls behind hears the latest only.

        Args:
            known: the id of the last event that the follower heard, perhaps before a pause.
        """
        self._followers += 1
        try:
            if self._looking is None:
                self._begin()
            turn = self._turn
            yield self._say("beat" if known == str(self._told) else "observations")
            while not self._closing.is_set():
                if turn == self._turn:
                    await self._spoken.wait()
                elif self._event is not None:
                    turn = self._turn
                    yield self._event
        finally:
            self._followers -= 1
            if not self._followers and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    def _begin(self) -> None:
        self._told = self._seen = self._workspace.version()
        self._working = self._workspace.watch.activity
        self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while not self._closing.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), LOOK_EVERY)
            self._quiet += LOOK_EVERY
            # a store that does not answer now may do so later: the beat goes on
            with suppress(BeichenError):
                name = self._what_is_new()
                if name is not None:
                    self._speak(name)
        self._wake()

    def _what_is_new(self) -> Literal["observations", "working", "beat"] | None:
        version, working = self._workspace.version(), self._workspace.watch.activity
        moving, self._seen = version != self._seen, version
        self._unsettled = self._unsettled + 1 if moving else 0
        if version != self._told and (not moving or self._unsettled >= LOOKS_TO_SETTLE):
            self._told, self._unsettled, self._working = version, 0, working
            return "observations"
        if working != self._working:
            self._working = working
            return "working"
        return "beat" if self._quiet >= BEAT_EVERY else None

    def _speak(self, name: Literal["observations", "working", "beat"]) -> None:
        self._quiet = 0.0
        self._event = self._say(name)
        self._turn += 1
        self._wake()

    def _say(self, name: str) -> ServerSentEvent:
        working = self._working
        told = Working(what=working.what, done=working.done, total=working.total) if working else None
        heard = Heard(version=self._told, working=told)
        return ServerSentEvent(event=name, raw_data=heard.model_dump_json(), id=str(self._told), retry=2000)

    def _wake(self) -> None:
        spoken, self._spoken = self._spoken, asyncio.Event()
        spoken.set()
