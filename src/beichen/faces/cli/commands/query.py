"""`beichen query`: what is a metric, by period and segment?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from beichen.faces.cli.options import GrainOption, read_day, read_names
from beichen.faces.cli.session import session_of

if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from beichen.domain.time import Grain

    class _Question(TypedDict):
        by: list[str]
        where: str | None
        grain: Grain | None
        start: date | None
        end: date | None


def query(
    context: typer.Context,
    metrics: Annotated[list[str], typer.Argument(metavar="METRIC", help="One metric or several, by name.")],
    *,
    by: Annotated[list[str] | None, typer.Option("--by", metavar="DIM,...", help="Slice by dimensions.")] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="EXPR", help="Choose rows, in SQL over the model's columns.")
    ] = None,
    grain: GrainOption = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From the period that begins on or after this day.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Up to this day, which is not included.")
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Compute metrics by period and segment.

    A period is named by its first day. Values that have not closed yet are
    marked as partial; where there is no value, the reason stands instead.
    """
    from beichen.faces.cli.show.answer import show_answer

    question: _Question = {
        "by": read_names(by),
        "where": where,
        "grain": grain,
        "start": read_day(start, "--from"),
        "end": read_day(end, "--to"),
    }
    session = session_of(context)
    with session.workspace() as workspace:
        if sql:
            text = workspace.sql(metrics, **question)
            session.answer({"sql": text}, lambda: text)
            return
        answers = [answer.as_dict() for answer in workspace.query(metrics, **question)]
        project = workspace.project
    locale = session.locale(project.locale)
    session.answer(
        answers if len(answers) > 1 else answers[0],
        lambda: "\n\n".join(show_answer(answer, project.metrics[answer["metric"]], locale) for answer in answers),
    )
