"""The command line as Typer sees it: the options that every command shares, and the commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from beichen import __version__
from beichen.faces.cli.commands import COMMANDS
from beichen.faces.cli.session import Language, Session

UsageError = typer.TyperException

_FLAGS = ("--json", "--debug")
_VALUED = ("--project", "--lang")
_SHARED_NOTE = "Every command also takes --project DIR, --json, --lang en|zh and --debug; see: beichen --help"


def run_app(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code.

    Raises:
        UsageError: the arguments name no command, or the command does not take them.
    """
    words = hoist_shared_options(arguments) or ["--help"]
    try:
        code = build_app()(args=words, prog_name="beichen", standalone_mode=False)
    except SystemExit as exit_:
        # Typer answers a closed pipe with exit code 1, which here means a finding.
        raise BrokenPipeError from exit_
    return int(code or 0)


def build_app() -> typer.Typer:
    """Every command of the table, under one name."""
    # Plain help: rich would cost 0.07 s, and its boxes do not survive a pipe or a Chinese terminal's widths.
    app = typer.Typer(name="beichen", rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    app.callback()(_beichen)
    for name, command in COMMANDS.items():
        app.command(name, epilog=_SHARED_NOTE)(command)
    return app


def hoist_shared_options(arguments: Sequence[str]) -> list[str]:
    """Move the shared options to the front, so that they may stand before or after the command's name.

    What follows a bare `--` is left where it is.

    Raises:
        UsageError: one that takes a value has none.
    """
    shared: list[str] = []
    own: list[str] = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            own += [word, *rest]
            break
        if word in _VALUED:
            if not rest or rest[0].startswith("-"):
                raise UsageError(f"Option {word!r} requires an argument.")
            shared += [word, rest.pop(0)]
        elif word in _FLAGS or word.startswith(tuple(f"{option}=" for option in _VALUED)):
            shared.append(word)
        else:
            own.append(word)
    return shared + own


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"beichen {__version__}")
        raise typer.Exit


def _beichen(
    context: typer.Context,
    *,
    project: Annotated[
        Path, typer.Option(metavar="DIR", help="The project's folder.", show_default="this folder")
    ] = Path(),
    as_json: Annotated[
        bool, typer.Option("--json", help="Answer with one JSON document on stdout; everything else goes to stderr.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            metavar="en|zh",
            envvar="BEICHEN_LANG",
            show_envvar=False,
            help="Language of the answer, else BEICHEN_LANG, the project's own, or the system's.",
        ),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a bug instead of keeping it in a file.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Beichen: one North Star, every metric that drives it, and the reason why it moved."""
    context.obj = Session(folder=project, as_json=as_json, lang=lang.value if lang else None)
