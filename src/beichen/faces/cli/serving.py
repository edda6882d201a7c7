"""Showing a project's board from the command line."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from beichen.domain.text import Locale
from beichen.faces.cli.wording import say

if TYPE_CHECKING:
    from beichen.faces.cli.session import Session
    from beichen.workspace.open import Workspace

PORT = 8600

HostOption = Annotated[
    str,
    typer.Option("--host", metavar="HOST", help="Address to serve on; any but this machine's own needs BEICHEN_TOKEN."),
]
PortOption = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to serve on; 0 takes a free one.")
]


def serve_board(
    session: Session, workspace: Workspace, *, locale: Locale, host: str, port: int, browser: bool = False
) -> None:
    """Serve until interrupted, and tell the board's address once it answers."""
    from beichen.faces.http.server import read_token, run_server
    from beichen.workspace.refreshing.watching import watched
    from beichen.workspace.serving import Serving, announced, new_key

    token, key = read_token(), new_key()
    with ExitStack() as serving:

        def tell(url: str) -> None:
            serving.enter_context(announced(workspace.home, Serving(url, key, token)))
            session.answer({"url": url}, lambda: say("board_at", locale, url=url))
            if browser:
                _open_browser(url)

        # Asked to stop in one way or the other, the project is closed as after any command.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt), watched(workspace):
            run_server(workspace, host=host, port=port, token=token, key=key, on_ready=tell)


def _open_browser(url: str) -> None:
    """Open the browser where there is a screen; elsewhere a text browser would take over the terminal."""
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)
