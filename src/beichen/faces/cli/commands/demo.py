"""`beichen demo`: a project with a year of events, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beichen.faces.cli.serving import PORT, PortOption


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write the project into.")] = Path("demo"),
    *,
    port: PortOption = PORT,
) -> None:
    """Write a project with a year of events, compute it, and show its board."""
