"""`beichen guard`: what fires, whose goals pull against whose, what stopped following?"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from beichen.faces.cli.failure import ExitCode
from beichen.faces.cli.options import At, read_day
from beichen.faces.cli.session import session_of


class GuardFailOn(StrEnum):
    """What makes the exit code 1."""

    FIRING = "firing"
    NEVER = "never"


def guard(
    context: typer.Context,
    *,
    at: At = None,
    fail_on: Annotated[
        GuardFailOn,
        typer.Option("--fail-on", metavar="firing|never", help="Exit with 1 when a guardrail fires."),
    ] = GuardFailOn.NEVER,
) -> ExitCode:
    """Show guardrails, conflicts between teams' goals, and whether outcomes still follow.

    A guardrail fires when its limit does not hold, or when what it watches is up and it has moved its bad way. Of conflicts only those are
    listed that stand out of chance; an association is no cause.
    """
    from beichen.faces.cli.show.guard import show_guard

    day = read_day(at, "--at")
    session = session_of(context)
    with session.workspace() as workspace:
        document, project = workspace.guard(at=day).as_dict(), workspace.project
    session.answer(document, lambda: show_guard(document, project, session.locale(project.locale)))
    firing = any(row["status"] == "firing" for row in document["guardrails"])
    return ExitCode.FINDING if firing and fail_on is GuardFailOn.FIRING else ExitCode.FINE
