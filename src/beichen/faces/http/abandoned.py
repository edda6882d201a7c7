"""Questions whose asker has gone: a browser that asks anew hangs up on the question before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from beichen.warehouse.calloff import CallOff

LOOK_EVERY_SECONDS = 0.2


async def call_off_when_abandoned(request: Request) -> AsyncIterator[CallOff]:
    """A call-off for the request's question, made when nobody waits for the answer any more."""
    calloff = CallOff()
    watching = asyncio.create_task(_watch(request, calloff))
    try:
        yield calloff
    finally:
        watching.cancel()


async def _watch(request: Request, calloff: CallOff) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    calloff.call()


Abandonable = Annotated[CallOff, Depends(call_off_when_abandoned)]
"""For a route that asks the warehouse something long: give it along in the limits."""
