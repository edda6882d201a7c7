"""The live stream: tells every open page when observations were refreshed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from beichen.faces.http.ports import BoardWorkspace

LOOK_EVERY = 2.0  # seconds
BEAT_EVERY = 10.0

router = APIRouter(tags=["live"])


class Refreshed(BaseModel):
    """The version of the observations; a page that has seen a smaller one asks again."""

    version: int


@router.get("/events", response_class=EventSourceResponse)
async def events(request: Request) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: `observations` with a growing version whenever they were refreshed, and a steady `beat`."""
    workspace: BoardWorkspace = request.app.state.workspace
    told: int | None = None
    quiet = 0.0
    closing: asyncio.Event = request.app.state.closing
    while not closing.is_set():
        version = await run_in_threadpool(workspace.version)
        if version != told or quiet >= BEAT_EVERY:
            name = "beat" if version == told else "observations"
            told, quiet = version, 0.0
            yield ServerSentEvent(event=name, data=Refreshed(version=version), id=str(version), retry=2000)
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), LOOK_EVERY)
        quiet += LOOK_EVERY
