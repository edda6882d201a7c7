"""`beichen explain`: why did a metric move?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from beichen.domain.time import Grain
from beichen.errors import QueryError
from beichen.faces.cli.options import At, GrainOption, Versus, read_day
from beichen.faces.cli.session import Session, session_of


def explain(
    context: typer.Context,
    metric: Annotated[str | None, typer.Argument(metavar="METRIC", help="The metric; else the North Star.")] = None,
    *,
    at: At = None,
    versus: Versus = None,
    grain: GrainOption = None,
    all_: Annotated[
        bool, typer.Option("--all", help="The morning read: every metric that moved, the most important first.")
    ] = False,
) -> None:
    """Explain why a metric moved.

    One sentence, then which branch of the tree, and which segment. Contributions are in the metric's own units, and those of one parent's
    children add up to the parent's.

    With --all: everything that left its expected range in the period, each metric at its own grain unless --grain is given, in its last
    period that had closed by the end of the one that holds --at.
    """
    from beichen.faces.cli.show.explanation import show_explanation

    period, other = read_day(at, "--at"), read_day(versus, "--versus")
    session = session_of(context)
    if all_:
        _check_alone(metric, other)
        _explain_all(session, period, grain)
        return
    with session.workspace() as workspace:
        explanation = workspace.explain(metric, at=period, versus=other, grain=grain)
        document, project = explanation.as_dict(), workspace.project
    session.answer(document, lambda: show_explanation(document, project, session.locale(project.locale)))


def _explain_all(session: Session, at: date | None, grain: Grain | None) -> None:
    from beichen.faces.cli.progress import show_progress
    from beichen.faces.cli.show.morning import show_morning

    with session.workspace() as workspace:
        read = workspace.explain_all(at=at, grain=grain, progress=show_progress)
        document, project = read.as_dict(), workspace.project
    session.answer(document, lambda: show_morning(document, project, session.locale(project.locale)))


def _check_alone(metric: str | None, versus: date | None) -> None:
    """Refuse what --all says otherwise.

    Raises:
        QueryError: a metric, or another period to compare with, was named.
    """
    if metric is not None:
        raise QueryError("--all explains every metric that moved", hint=f"leave out --all, or leave out {metric}")
    if versus is not None:
        hint = "leave out --versus, or name a metric instead of --all"
        raise QueryError("--all compares every metric with its own period before", hint=hint)
