"""`beichen load`: bring the data in."""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.progress import show_progress
from beichen.faces.cli.session import session_of


def load(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Sources by name; else all.")] = None,
    *,
    full: Annotated[bool, typer.Option("--full", help="Load everything again, not only what has changed.")] = False,
) -> None:
    """Bring the data in.

    What has not changed since the last load is left as it is.
    """
    from beichen.faces.cli.show.reports import show_loads

    session = session_of(context)
    with session.workspace() as workspace:
        loads = [report.as_dict() for report in workspace.load(sources or (), full=full, progress=show_progress)]
        locale = session.locale(workspace.project.locale)
    session.answer({"loads": loads}, lambda: show_loads(loads, locale))
