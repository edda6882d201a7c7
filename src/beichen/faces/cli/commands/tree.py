"""`beichen tree`: the tree with values, changes, owners and status."""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.options import At, GrainOption, Versus, read_day
from beichen.faces.cli.session import session_of

Slice = Annotated[
    str | None,
    typer.Option(
        "--slice",
        metavar="DIM=VALUE",
        help="Show the tree within one value of a dimension; DIM alone is the rows without a value.",
    ),
]


def tree(
    context: typer.Context, *, at: At = None, versus: Versus = None, grain: GrainOption = None, within: Slice = None
) -> None:
    """Show the tree: values, changes, owners, status.

    With --slice channel=organic every metric that has the dimension is told for that
    segment, and the change is split within it. Statuses are not judged for a segment.
    """
    from beichen.faces.cli.show.tree import show_tree

    period, other = read_day(at, "--at"), read_day(versus, "--versus")
    session = session_of(context)
    with session.workspace() as workspace:
        view = workspace.tree(at=period, versus=other, grain=grain, within=within)
        document, project = view.as_dict(), workspace.project
    session.answer(document, lambda: show_tree(document, project, session.locale(project.locale)))
