"""Runs the web application until it is told to stop."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

from beichen.errors import BeichenError
from beichen.faces.http.access import access_for
from beichen.faces.http.ports import BoardWorkspace

TOKEN_VARIABLE = "BEICHEN_TOKEN"


def run_server(
    workspace: BoardWorkspace,
    *,
    host: str = "127.0.0.1",
    port: int = 8600,
    token: str | None = None,
    key: str | None = None,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the board and the API; returns when the server is stopped (Ctrl-C or a signal).

    Args:
        port: 0 takes any free one.
        key: by which the user's other processes hand over work; None takes none.
        token: asked of every request; `read_token()` gives the one that the environment names.
        on_ready: called with the board's address once it answers.

    Raises:
        BeichenError: the host needs a token, or the port is taken.
    """
    from beichen.faces.http.app import create_app
    from beichen.faces.http.listening import BoardServer

    access = access_for(host, token)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listener.getsockname()[1]}"
    server = BoardServer(create_app(workspace, access=access, key=key), lambda: on_ready(url))
    server.run(sockets=[listener])


def read_token() -> str | None:
    """The access token of the environment: the variable's text, or the content of the file that it names."""
    given = os.environ.get(TOKEN_VARIABLE, "").strip()
    if given.startswith("@"):
        return Path(given[1:]).read_text(encoding="utf-8").strip() or None
    return given or None


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
        # an answer's body follows its head at once: else it waits 40 ms for the head to be acknowledged
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        reason = "the port is taken" if error.errno == errno.EADDRINUSE else error.strerror
        raise BeichenError(f"cannot listen on {host}:{port}: {reason}", hint="choose another with --port") from error
