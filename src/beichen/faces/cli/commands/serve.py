"""`beichen serve`: the board and the API."""

from __future__ import annotations

import typer

from beichen.faces.cli.serving import PORT, HostOption, PortOption, serve_board
from beichen.faces.cli.session import session_of


def serve(context: typer.Context, *, host: HostOption = "127.0.0.1", port: PortOption = PORT) -> None:
    """Serve the board and the API.

    What is stale is computed first; Ctrl-C stops it.
    """
    session = session_of(context)
    with session.workspace() as workspace:
        workspace.refresh(progress=session.progress())
        serve_board(session, workspace, host=host, port=port)
