"""`beichen refresh`: compute what is stale."""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.failure import ExitCode
from beichen.faces.cli.options import FailOn, FailOnOption, exit_code_of
from beichen.faces.cli.progress import show_progress
from beichen.faces.cli.session import session_of


def refresh(
    context: typer.Context,
    *,
    full: Annotated[bool, typer.Option("--full", help="Compute every observation again.")] = False,
    fail_on: FailOnOption = FailOn.NEVER,
) -> ExitCode:
    """Compute the observations that are stale.

    Data that have changed are loaded first. What is found on the way (a guardrail beyond its limit, an identity that
    does not hold) is told; --fail-on makes it count.
    """
    from beichen.faces.cli.show.reports import show_refresh

    session = session_of(context)
    with session.workspace() as workspace:
        document = workspace.refresh(full=full, progress=show_progress).as_dict()
        locale = session.locale(workspace.project.locale)
    session.answer(document, lambda: show_refresh(document, locale))
    return exit_code_of(document["findings"], fail_on)
