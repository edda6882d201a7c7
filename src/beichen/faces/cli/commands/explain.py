"""`beichen explain`: why did a metric move?"""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.options import At, GrainOption, Versus, read_day
from beichen.faces.cli.session import session_of


def explain(
    context: typer.Context,
    metric: Annotated[str | None, typer.Argument(metavar="METRIC", help="The metric; else the North Star.")] = None,
    *,
    at: At = None,
    versus: Versus = None,
    grain: GrainOption = None,
) -> None:
    """Explain why a metric moved.

    One sentence, then which branch of the tree, and which segment. Contributions are in the metric's own units, and those of one parent's
    children add up to the parent's.
    """
    from beichen.faces.cli.show.explanation import show_explanation

    period, other = read_day(at, "--at"), read_day(versus, "--versus")
    session = session_of(context)
    with session.workspace() as workspace:
        explanation = workspace.explain(metric, at=period, versus=other, grain=grain)
        document, project = explanation.as_dict(), workspace.project
    session.answer(document, lambda: show_explanation(document, project, session.locale(project.locale)))
