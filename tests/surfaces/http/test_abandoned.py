"""A question whose asker has hung up is called off."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from starlette.requests import Request
from starlette.types import Message

from beichen.faces.http import abandoned

from .apart import run_apart


def request_that_hangs_up(gone: asyncio.Event) -> Request:
    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "GET", "headers": []}, receive)


def test_question_is_called_off_when_its_asker_hangs_up() -> None:
    async def ask() -> tuple[bool, bool]:
        gone = asyncio.Event()
        async with aclosing(abandoned.call_off_when_abandoned(request_that_hangs_up(gone))) as asking:  # type: ignore[type-var]
            calloff = await anext(asking)
            await asyncio.sleep(abandoned.LOOK_EVERY_SECONDS * 2)
            waiting = calloff.called
            gone.set()
            await asyncio.sleep(abandoned.LOOK_EVERY_SECONDS * 3)
            return waiting, calloff.called

    assert run_apart(ask()) == (False, True)
