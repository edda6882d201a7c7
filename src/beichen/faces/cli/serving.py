"""Serving a project's board from the command line: a port of its own, told once the server answers."""

from __future__ import annotations

import errno
import os
import signal
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from beichen.errors import BeichenError

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8600
_PORTS_TRIED = 20
_LOCAL_HOSTS = frozenset({LOOPBACK, "localhost", "::1"})


def serve_board(workspace: Workspace, listener: socket.socket, when_ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `when_ready` is called with the board's URL once it answers."""
    import uvicorn

    from beichen.faces.http.app import create_app

    url = _url_of(listener)

    class Server(uvicorn.Server):
        """A server that says when it has begun to answer."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            when_ready(url)

    config: Any = uvicorn.Config(create_app(workspace), log_level="warning", access_log=False, ws="none")
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # asked to stop either way, the project is closed properly
    with suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listener])


def open_port(host: str, port: int | None) -> socket.socket:
    """A listening socket: on the port that was asked for, else on the first free one from 8600 on.

    Raises:
        BeichenError: the host would be reachable by others without a token, the port is taken, or there is no such host.
    """
    if host not in _LOCAL_HOSTS and not os.environ.get("BEICHEN_TOKEN"):
        raise BeichenError(
            f"serving on {host} lets others in, and no token guards it",
            hint="set BEICHEN_TOKEN to a secret that they must give, or serve on 127.0.0.1",
        )
    tried = [port] if port is not None else list(range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED))
    for candidate in tried:
        listener = _listen(host, candidate)
        if listener is not None:
            return listener
    taken = f"port {tried[0]}" if len(tried) == 1 else f"every port from {tried[0]} to {tried[-1]}"
    raise BeichenError(f"{taken} is taken", hint="name another with --port")


def open_browser(url: str) -> None:
    """Show the board in the browser; nothing happens where there is no screen."""
    on_screen = (
        os.name == "nt" or os.uname().sysname == "Darwin" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    )
    if on_screen:
        webbrowser.open(url)


def _listen(host: str, port: int) -> socket.socket | None:
    """A listening socket, or None when the port is taken."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except socket.gaierror as error:
        raise BeichenError(f"there is no host {host!r}", hint="use 127.0.0.1, or an address of this machine") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return None
        raise BeichenError(
            f"cannot listen on {host}:{port}: {error.strerror}", hint="choose another --host or --port"
        ) from error


def _url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
