"""Turns at the warehouse: it answers one question at a time, and no crowd may wait for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import Depends, Request

from beichen.errors import BeichenError

MOST = 8
"""Requests that ask the warehouse or wait for it; those that only read what is kept are not counted."""


class BusyError(BeichenError):
    """Too many questions wait for the warehouse."""


class Turnstile:
    """Counts those who ask the warehouse or wait for it."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.inside = 0


async def take_turn(request: Request) -> AsyncIterator[None]:
    """Let a request in that will ask the warehouse.

    Raises:
        BusyError: too many are in.
    """
    turnstile: Turnstile = request.app.state.turnstile
    if turnstile.inside >= turnstile.most:
        raise BusyError(
            f"{turnstile.inside} questions wait for the warehouse", hint="ask again in a moment, or for less"
        )
    turnstile.inside += 1
    try:
        yield
    finally:
        turnstile.inside -= 1


TURN = Depends(take_turn)
"""For the `dependencies` of a route that asks the warehouse."""
