"""`beichen health`: is the North Star still the right one?"""

from __future__ import annotations

import typer

from beichen.faces.cli.options import At, read_day
from beichen.faces.cli.session import session_of


def health(context: typer.Context, *, at: At = None) -> None:
    """Judge whether the North Star still means what it was chosen for.

    Does what the company lives on still follow it, has it room to grow, is it gamed, do its drivers move it, has its definition drifted, does
    anybody look at it, does one segment carry it, how far is it from others? The verdict is keep, watch or re-elect; a check that the data
    cannot answer says so, and why.
    """
    from beichen.faces.cli.show.health import show_health

    day = read_day(at, "--at")
    session = session_of(context)
    with session.workspace() as workspace:
        document, project = workspace.health(at=day).as_dict(), workspace.project
    session.answer(document, lambda: show_health(document, session.locale(project.locale)))
