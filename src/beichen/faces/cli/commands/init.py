"""`beichen init`: a new project."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from beichen.errors import QueryError
from beichen.faces.cli.session import session_of
from beichen.faces.cli.wording import say

_BLANK = "blank"


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write the project into.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Further files of --from.")] = None,
    *,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME", help=f"The template to begin with; else `{_BLANK}`.")
    ] = None,
    first: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="Data to propose sources, models, metrics and a tree from."),
    ] = None,
) -> None:
    """Begin a new project.

    From a template, or proposed from data at hand: `beichen init DIR --from events.parquet users.csv`.
    Every guess then stands as a comment beside what was made of it.
    """
    if more and not first:
        raise QueryError(f"{more[0]!r} is one word too many", hint=f"data files follow --from: --from {' '.join(more)}")
    if first and template:
        raise QueryError(
            "a project begins from a template or from data, not both", hint="leave --template or --from out"
        )
    written = [str(path) for path in _write(folder, template or _BLANK, [*(first or ()), *(more or ())])]
    session = session_of(context)
    locale = session.locale()
    session.answer(
        {"folder": str(folder), "written": written},
        lambda: "\n".join(
            [
                say("written", locale, folder=folder),
                *(f"  {path}" for path in written),
                say("next_steps", locale, command=f"beichen check --project {folder}"),
            ]
        ),
    )


def _write(folder: Path, template: str, files: Sequence[str]) -> tuple[Path, ...]:
    if files:
        from beichen.workspace.importing.propose import propose_project

        return propose_project(files, folder)
    from beichen.project.template import write_template

    return write_template(template, folder, today=date.today())
