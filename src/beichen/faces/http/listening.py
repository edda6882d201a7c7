"""The listening server: uvicorn, told to end the live streams before it waits for its connections to close."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI


class BoardServer(uvicorn.Server):
    """Serves one application on sockets that are open already.

    Args:
        on_ready: called once it answers.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None] = lambda: None) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3))
        self.board = app
        self.on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A live stream never ends by itself: it would be cut in the middle, with a traceback for each open page.
        self.board.state.closing.set()
        await super().shutdown(sockets)
        self.board.state.looking.write()
