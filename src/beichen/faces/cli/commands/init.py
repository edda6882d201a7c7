"""`beichen init`: a new project."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from beichen.faces.cli.session import session_of
from beichen.faces.cli.wording import say


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write the project into.")],
    *,
    template: Annotated[str, typer.Option("--template", metavar="NAME", help="The template to begin with.")] = "blank",
) -> None:
    """Begin a new project from a template."""
    from beichen.project.template import write_template

    session = session_of(context)
    written = [str(path) for path in write_template(template, folder, today=date.today())]
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
