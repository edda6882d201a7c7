"""`beichen demo`: a product with a year of events, to look at."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from beichen.errors import ProjectError, did_you_mean
from beichen.faces.cli.progress import show_progress
from beichen.faces.cli.serving import PORT, PortOption, serve_board
from beichen.faces.cli.session import Session, session_of, system_locale
from beichen.faces.cli.wording import say

_SIMULATED = ("lumen",)  # templates whose events can be generated
_SEED = 20251116
_USERS = 20_000


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write it into.")] = Path("demo"),
    *,
    template: Annotated[
        str, typer.Option("--template", metavar="NAME", help="The product that is simulated.")
    ] = "lumen",
    users: Annotated[int, typer.Option("--users", metavar="N", min=1, help="How many people it has.")] = _USERS,
    port: PortOption = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the board in the browser.")] = True,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the board.")] = True,
) -> None:
    """Write a product with a year of events, and show its board.

    The events are simulated up to yesterday, with incidents that
    data/incidents.json tells. A demo that is there already is shown as it is.
    """
    session = session_of(context)
    # The demo is a Chinese company's; whoever looks at it may read English.
    locale = session.locale(system_locale())
    if _is_demo(folder):
        session.note(say("demo_there", locale, folder=folder))
    else:
        _write_demo(folder, template, users)
    with Session(folder, session.as_json, locale).own_workspace() as workspace:
        report = workspace.refresh(progress=show_progress)
        if serve:
            serve_board(session, workspace, locale=locale, host="127.0.0.1", port=port, browser=browser)
            return
    document = {"folder": str(folder), "computed": report.computed, "reused": report.reused}
    session.answer(document, lambda: say("demo_written", locale, folder=folder))


_DATA = "data"


def _is_demo(folder: Path) -> bool:
    return (folder / "beichen.yml").is_file() and (folder / _DATA / "incidents.json").is_file()


def _write_demo(folder: Path, template: str, users: int) -> None:
    """Write the project and its data beside the folder, and move them there when all is written."""
    from beichen.project.template import write_template
    from beichen.sources.demo import generate

    if template not in _SIMULATED:
        raise ProjectError(f"there is no demo {template!r}", hint=did_you_mean(template, _SIMULATED))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(f"{folder} holds something else", hint="choose another folder: beichen demo DIR")
    folder.parent.mkdir(parents=True, exist_ok=True)
    today = date.today()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        draft = Path(name) / folder.name
        write_template(template, draft, today=today, users=users)
        generate(
            draft / _DATA,
            until=today - timedelta(days=1),
            seed=_SEED,
            users=users,
            progress=lambda share: show_progress("simulate", round(share * 100), 100),
        )
        if folder.exists():
            folder.rmdir()
        shutil.move(draft, folder)
