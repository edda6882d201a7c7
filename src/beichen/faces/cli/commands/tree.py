"""`beichen tree`: the tree with values, changes, owners and status."""

from __future__ import annotations

import typer

from beichen.faces.cli.options import At, GrainOption, Versus, read_day
from beichen.faces.cli.session import session_of


def tree(context: typer.Context, *, at: At = None, versus: Versus = None, grain: GrainOption = None) -> None:
    """Show the tree: values, changes, owners, status."""
    from beichen.faces.cli.show.tree import show_tree

    period, other = read_day(at, "--at"), read_day(versus, "--versus")
    session = session_of(context)
    with session.workspace() as workspace:
        view = workspace.tree(at=period, versus=other, grain=grain)
        document, project = view.as_dict(), workspace.project
    session.answer(document, lambda: show_tree(document, project, session.locale(project.locale)))
