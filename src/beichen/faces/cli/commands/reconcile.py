"""`beichen reconcile`: why do two numbers for one question differ?"""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.faces.cli.options import At, GrainOption, read_day
from beichen.faces.cli.session import session_of


def reconcile(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A metric.")],
    b: Annotated[
        str, typer.Argument(metavar="B", help="Another metric; a number; or a file of numbers by period (CSV, Excel…).")
    ],
    *,
    at: At = None,
    grain: GrainOption = None,
    column: Annotated[str | None, typer.Option(metavar="NAME", help="The file's column of numbers.")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="Of a workbook; else its first.")] = None,
) -> None:
    """Walk from one number to another, one condition at a time.

    Two metrics: every condition in which their definitions differ, and what each of them makes; the steps
    add up to the difference. A number or a file from elsewhere: the fewest changes of A's definition
    (time zone, filters, entity, deduplication, windows, segments…) that give it, as a proposal to be confirmed.
    """
    from beichen.faces.cli.show.reconciliation import show_reconciliation

    period = read_day(at, "--at")
    session = session_of(context)
    with session.workspace() as workspace:
        found = workspace.reconcile(a, b, at=period, grain=grain, column=column, sheet=sheet)
        document, project = found.as_dict(), workspace.project
    session.answer(document, lambda: show_reconciliation(document, project, session.locale(project.locale)))
