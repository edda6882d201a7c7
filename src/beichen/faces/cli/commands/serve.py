"""`beichen serve`: the board and the API."""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.session import session_of
from beichen.faces.cli.wording import say

HostOption = Annotated[
    str,
    typer.Option("--host", metavar="HOST", help="Address to serve on; any but this machine's own needs BEICHEN_TOKEN."),
]
PortOption = Annotated[
    int | None,
    typer.Option(
        "--port", metavar="N", min=0, max=65535, help="Port to serve on; else the first free one from 8600 on."
    ),
]


def serve(context: typer.Context, *, host: HostOption = "127.0.0.1", port: PortOption = None) -> None:
    """Serve the board and the API.

    What is stale is computed first; Ctrl-C stops it.
    """
    from beichen.faces.cli.serving import open_port, serve_board

    session = session_of(context)
    with session.workspace() as workspace, open_port(host, port) as listener:
        workspace.refresh(progress=session.progress())
        locale = session.locale(workspace.project.locale)
        serve_board(
            workspace, listener, lambda url: session.answer({"url": url}, lambda: say("board_at", locale, url=url))
        )
