"""`beichen serve`: the board and the API."""

from __future__ import annotations

import typer

from beichen.faces.cli.progress import show_progress
from beichen.faces.cli.serving import PORT, HostOption, PortOption, serve_board
from beichen.faces.cli.session import session_of


def serve(context: typer.Context, *, host: HostOption = "127.0.0.1", port: PortOption = PORT) -> None:
    """Serve the board and the API.

    What is stale is computed first; Ctrl-C stops it.
    """
    session = session_of(context)
    with session.own_workspace() as workspace:
        workspace.refresh(progress=show_progress)
        locale = session.locale(workspace.project.locale)
        serve_board(session, workspace, locale=locale, host=host, port=port)
