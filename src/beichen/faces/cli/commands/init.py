"""`beichen init`: a new project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write the project into.")],
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="More files for --from.")] = None,
    *,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME", help="The template to begin with.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="Data to propose models and metrics from; several may follow."),
    ] = None,
) -> None:
    """Begin a new project, from a template or from data at hand."""
